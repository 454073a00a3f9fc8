import assert from "node:assert/strict";
import { test } from "node:test";

import { faultOf, periodOf, type Entered } from "./period.ts";

const leave: Entered = {
  kind: "leave", firstDay: "2026-12-01", lastDay: "2026-12-02", isWholeDays: true,
  starts: "09:00", ends: "13:00", modes: ["online"], clinic: "", note: "",
}; // prettier-ignore
const NOW = Date.parse("2026-11-24T10:00:00Z");

void test("whole days reach from midnight to midnight on the doctor's clock", () => {
  assert.deepEqual(periodOf(leave, "Asia/Kolkata"), {
    starts_at: "2026-11-30T18:30:00.000Z",
    ends_at: "2026-12-02T18:30:00.000Z",
  });
});

void test("a day on which clocks change is whole too", () => {
  const { starts_at, ends_at } = periodOf({ ...leave, firstDay: "2027-03-28", lastDay: "2027-03-28" }, "Europe/Berlin");
  assert.equal(Date.parse(ends_at) - Date.parse(starts_at), 23 * 3_600_000);
});

void test("times of a day, until midnight too", () => {
  const part = { ...leave, isWholeDays: false, lastDay: "2026-12-01" };
  assert.equal(periodOf(part, "Asia/Kolkata").ends_at, "2026-12-01T07:30:00.000Z");
  assert.equal(periodOf({ ...part, ends: "00:00" }, "Asia/Kolkata").ends_at, "2026-12-01T18:30:00.000Z");
});

void test("each fault is found", () => {
  const zone = "Asia/Kolkata";
  assert.equal(faultOf(leave, zone, NOW), null);
  assert.equal(faultOf({ ...leave, lastDay: "" }, zone, NOW), "incomplete");
  assert.equal(faultOf({ ...leave, lastDay: "2026-11-30" }, zone, NOW), "order");
  const part = { ...leave, isWholeDays: false, lastDay: "2026-12-01" };
  assert.equal(faultOf({ ...part, ends: "08:00" }, zone, NOW), "order");
  assert.equal(faultOf({ ...part, ends: "12:58" }, zone, NOW), "five");
  assert.equal(faultOf({ ...leave, kind: "extra_hours", modes: [] }, zone, NOW), "modes");
  assert.equal(faultOf({ ...leave, firstDay: "2026-11-01", lastDay: "2026-11-02" }, zone, NOW), "past");
});
