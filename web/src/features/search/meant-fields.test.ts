import assert from "node:assert/strict";
import { test } from "node:test";

import { meantFields } from "./meant-fields.ts";

const fields = [
  { slug: "twak-roga", name: "Twak Roga", concerns: ["skin", "skin rash", "itching"] },
  { slug: "sandhi-roga", name: "Sandhi and Asthi Roga", concerns: ["knee pain", "pain in the joints"] },
  { slug: "kaumarabhritya", name: "Kaumarabhritya", concerns: ["बच्चों", "child health"] },
];
const meant = (q: string) => meantFields(q, fields).map(({ field, words }) => [field.slug, ...words]);

void test("plain words lead to the fields that are for them, each named with its words", () => {
  assert.deepEqual(meant("Skin rash"), [["twak-roga", "skin", "rash"]]);
  assert.deepEqual(meant("knees hurt"), [["sandhi-roga", "knees"]]);
  assert.deepEqual(meant("बच्चों की खांसी"), [["kaumarabhritya", "बच्चों"]]);
});

void test("a name or a small word means no field", () => {
  assert.deepEqual(meant("kshirsagar in pune"), []);
});
