import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest } from "./nearest.ts";

const at = (hour: number, state = "open", modes = ["online", "in_person"]) => ({
  starts_at: `2026-12-01T${String(hour).padStart(2, "0")}:00:00Z`, state, modes,
});
const hours = (slots: { starts_at: string }[]) => slots.map(({ starts_at }) => Number(starts_at.slice(11, 13)));

void test("the three closest that are free, earliest first", () => {
  const days = [{ slots: [at(6), at(9), at(10, "booked")] }, { slots: [at(11), at(12, "held"), at(13), at(20)] }];
  assert.deepEqual(hours(nearest(days, "2026-12-01T10:00:00Z", null)), [9, 11, 13]);
});

void test("only in the mode that was wished", () => {
  const days = [{ slots: [at(9, "open", ["in_person"]), at(15, "open", ["online"])] }];
  assert.deepEqual(hours(nearest(days, "2026-12-01T10:00:00Z", "online")), [15]);
});

void test("the lost time itself comes first where it is free again", () => {
  const days = [{ slots: [at(9), at(10), at(11), at(12)] }];
  assert.deepEqual(hours(nearest(days, "2026-12-01T10:00:00Z", null)), [10, 9, 11]);
});

void test("nothing free is nothing", () => {
  assert.deepEqual(nearest([{ slots: [at(9, "booked")] }], "2026-12-01T10:00:00Z", null), []);
});
