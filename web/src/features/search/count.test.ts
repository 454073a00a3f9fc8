import assert from "node:assert/strict";
import { test } from "node:test";

import { countOf } from "./count.ts";

const fields = [
  { slug: "twak-roga", name: "Twak Roga", count: 5 },
  { slug: "panchakarma", name: "Panchakarma", count: 14 },
];
const cities = [{ slug: "pune", name: "Pune", count: 30 }];
const counted = (question: object, shown: number, hasNext: boolean) => countOf(question, fields, cities, shown, hasNext);

void test("all, those of one specialization and those of one city are known by their numbers", () => {
  assert.deepEqual(counted({ sort: "fee" }, 12, true), { count: 19, isMore: false });
  assert.deepEqual(counted({ specialization: "panchakarma" }, 12, true), { count: 14, isMore: false });
  assert.deepEqual(counted({ city: "Pune", cursor: "x" }, 12, true), { count: 30, isMore: false });
});

void test("others are counted on the page if it shows them all", () => {
  assert.deepEqual(counted({ q: "joint pain" }, 4, false), { count: 4, isMore: false });
  assert.deepEqual(counted({ city: "pune", mode: "online" }, 12, true), { count: 12, isMore: true });
  assert.deepEqual(counted({ q: "joint pain", cursor: "x" }, 3, false), { count: 3, isMore: true });
});
