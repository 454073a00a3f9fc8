import assert from "node:assert/strict";
import { test } from "node:test";

import { attendanceSteps, endings, nextStep } from "./steps";

const START = Date.parse("2026-11-28T05:00:00Z");
const HOUR = 3_600_000;

/**
 * A visit whose patient can be recorded as arrived from an hour before its start. Its newest record, if it has one, can
 * be undone until two hours after the start.
 */
function visit(status: "booked" | "completed" | "no_show" | "cancelled", attendance: "expected" | "arrived" | "in_room" = "expected") {
  const undo_until = status === "booked" && attendance === "expected" ? null : "2026-11-28T07:00:00Z";
  return { status, attendance, attendance_from: "2026-11-28T04:00:00Z", undo_until, starts_at: "2026-11-28T05:00:00Z" };
}

test("a patient arrives and goes in from the time that the platform names, and this is undone until the time that it names", () => {
  assert.deepEqual(attendanceSteps(visit("booked"), START - HOUR - 1), { forward: [], back: null });
  assert.deepEqual(attendanceSteps(visit("booked"), START - HOUR), { forward: ["arrived", "in_room"], back: null });
  assert.deepEqual(attendanceSteps(visit("booked", "arrived"), START - HOUR), { forward: ["in_room"], back: "expected" });
  assert.deepEqual(attendanceSteps(visit("booked", "in_room"), START), { forward: [], back: "arrived" });
  assert.deepEqual(attendanceSteps(visit("booked", "arrived"), START + 2 * HOUR), { forward: ["in_room"], back: null });
  assert.deepEqual(attendanceSteps(visit("booked", "in_room"), START + 2 * HOUR), { forward: [], back: null });
  assert.deepEqual(attendanceSteps(visit("completed", "in_room"), START), { forward: [], back: null });
});

test("nothing is completed or missed before it begins, and a closing is undone until the time that the platform names", () => {
  assert.deepEqual(endings(visit("booked"), START - 1), ["cancel"]);
  assert.deepEqual(endings(visit("booked"), START), ["complete", "missed"]);
  assert.deepEqual(endings(visit("booked", "in_room"), START), ["complete"]);
  assert.deepEqual(endings(visit("no_show"), START + HOUR), ["reopen"]);
  assert.deepEqual(endings(visit("completed"), START + 2 * HOUR), []);
  assert.deepEqual(endings(visit("cancelled"), START), []);
});

test("the row's button is the step that comes next", () => {
  assert.equal(nextStep(visit("booked"), START - 2 * HOUR), null);
  assert.deepEqual(nextStep(visit("booked"), START), { attendance: "arrived" });
  assert.deepEqual(nextStep(visit("booked", "in_room"), START - 1), null);
  assert.deepEqual(nextStep(visit("booked", "in_room"), START), { end: "complete" });
  assert.deepEqual(nextStep(visit("completed"), START + HOUR), { end: "reopen" });
});
