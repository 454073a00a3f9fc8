import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem } from "@/api/problem";

import { isPassing, refusedHold } from "./refused-hold.ts";

const refused = (status: number, code = "") => refusedHold(new Problem(status, code, ""));

void test("a refused hold is explained by its code, then by its status", () => {
  assert.equal(refused(429, "too-many-holds"), "tooManyHolds");
  assert.equal(refused(429), "wait");
  assert.equal(refused(409, "not-booked"), "notMovable");
  assert.equal(refused(409, "already-started"), "notMovable");
  assert.equal(refused(409, "too-late-to-change"), "tooLate");
  assert.equal(refused(409, "follow-up-not-offered"), "followUp");
  assert.equal(refused(404), "absent");
  assert.equal(refused(403), "absent");
  assert.equal(refused(0, "offline"), "offline");
  assert.equal(refused(503), "away");
  assert.equal(refusedHold(new TypeError()), "away");
});

void test("the same request is repeated only if it can succeed later", () => {
  for (const kind of ["away", "offline", "wait", "tooManyHolds"] as const) assert.equal(isPassing(kind), true, kind);
  for (const kind of ["notMovable", "tooLate", "followUp", "absent"] as const) assert.equal(isPassing(kind), false, kind);
});
