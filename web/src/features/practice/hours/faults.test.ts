import assert from "node:assert/strict";
import { test } from "node:test";

import { documentOf, draftOf, isSame, newBreak, newSession, type Draft, type Session } from "./draft.ts";
import { faultsOf } from "./faults.ts";

const morning: Session = {
  key: "a", weekday: 1, starts: "09:00", ends: "13:00", zone: "", from: "", until: "",
  modes: ["online"], clinic: "", breaks: [],
}; // prettier-ignore

function draft(...sessions: Session[]): Draft {
  return { zone: "Asia/Kolkata", buffer: 0, step: null, notice: 60, horizon: 60, sessions };
}

const codes = (...sessions: Session[]) => faultsOf(draft(...sessions)).map(({ code }) => code);

void test("a plain session has no fault, and may last until midnight", () => {
  assert.deepEqual(codes(morning), []);
  assert.deepEqual(codes({ ...morning, ends: "00:00" }), []);
});

void test("a session from midnight to midnight lasts the whole day", () => {
  const whole = { ...morning, starts: "00:00", ends: "00:00" };
  const pause = (starts: string, ends: string) => ({ key: starts, starts, ends });
  assert.deepEqual(codes(whole), []);
  assert.deepEqual(codes({ ...whole, breaks: [pause("12:00", "13:00"), pause("23:00", "00:00")] }), []);
  assert.deepEqual(codes(whole, { ...whole, key: "b", weekday: 2 }), []);
  assert.deepEqual(codes(whole, { ...morning, key: "b" }), ["meet"]);
  const [rule] = documentOf(draft({ ...whole, breaks: [pause("23:00", "00:00")] })).rules;
  assert.deepEqual([rule?.starts, rule?.ends, rule?.breaks], ["00:00", "24:00", [{ starts: "23:00", ends: "24:00" }]]);
});

void test("each fault is found", () => {
  assert.deepEqual(codes({ ...morning, starts: "" }), ["times"]);
  assert.deepEqual(codes({ ...morning, ends: "09:00" }), ["order"]);
  assert.deepEqual(codes({ ...morning, starts: "09:03" }), ["five"]);
  assert.deepEqual(codes({ ...morning, modes: [] }), ["modes"]);
  assert.deepEqual(codes({ ...morning, from: "2026-12-02", until: "2026-12-01" }), ["dates"]);
  const pause = (starts: string, ends: string) => ({ key: starts, starts, ends });
  assert.deepEqual(codes({ ...morning, breaks: [pause("11:00", "10:30")] }), ["breakOrder"]);
  assert.deepEqual(codes({ ...morning, breaks: [pause("12:30", "13:30")] }), ["breakInside"]);
  assert.deepEqual(codes({ ...morning, breaks: [pause("10:00", "11:00"), pause("10:30", "11:30")] }), ["breaksMeet"]);
  assert.deepEqual(faultsOf({ ...draft(morning), horizon: 0 }), [{ key: null, code: "horizon" }]);
});

void test("sessions meet only on the same weekday, in the same zone, on the same dates", () => {
  const other = { ...morning, key: "b", starts: "12:00", ends: "15:00" };
  assert.deepEqual(faultsOf(draft(morning, other)), [{ key: "b", code: "meet" }]);
  assert.deepEqual(codes(morning, { ...other, weekday: 2 }), []);
  assert.deepEqual(codes(morning, { ...other, zone: "Europe/Berlin" }), []);
  assert.deepEqual(codes({ ...morning, until: "2026-12-31" }, { ...other, from: "2027-01-01" }), []);
  assert.deepEqual(codes(morning, { ...other, starts: "13:00" }), []);
});

void test("a session may end on the next day, and meets what is there", () => {
  const night = { ...morning, starts: "22:00", ends: "02:00" };
  const pause = (starts: string, ends: string) => ({ key: starts, starts, ends });
  assert.deepEqual(codes({ ...night, breaks: [pause("23:30", "00:30"), pause("01:00", "01:30")] }), []);
  assert.deepEqual(codes({ ...night, breaks: [pause("01:30", "02:30")] }), ["breakInside"]);
  const early = { ...morning, key: "b", weekday: 2, starts: "01:00", ends: "05:00" };
  assert.deepEqual(codes(night, early), ["meet"]);
  assert.deepEqual(codes(night, { ...early, starts: "02:00" }), []);
  assert.deepEqual(codes({ ...night, weekday: 7 }, { ...early, weekday: 1 }), ["meet"]);
  assert.deepEqual(codes({ ...night, until: "2026-12-31" }, { ...early, from: "2027-01-02" }), []);
});

void test("what is added fits without a fault", () => {
  const late = { ...morning, starts: "20:00", ends: "00:00" };
  assert.deepEqual(codes(late), []);
  assert.deepEqual(codes(morning, newSession(1, [morning], "b")), []);
  assert.equal(newSession(2, [], "b").starts, "09:00");
});

/** The session with as many new breaks as it has room for, ten at most. */
function withBreaks(session: Session): Session {
  const next = newBreak(session);
  if (!next || session.breaks.length === 10) return session;
  return withBreaks({ ...session, breaks: [...session.breaks, { key: String(session.breaks.length), ...next }] });
}

void test("each new break lies within its session, also a short one, and apart from the other breaks", () => {
  for (const [starts, ends, count] of [
    ["09:00", "13:00", 10], ["20:00", "00:00", 10], ["22:00", "02:00", 10], ["00:00", "00:00", 10], ["23:50", "00:05", 1],
    ["09:05", "09:20", 1], ["09:05", "09:35", 3], ["09:00", "09:10", 1], ["09:00", "09:05", 1], ["09:00", "09:00", 0],
  ] as const) {
    const full = withBreaks({ ...morning, starts, ends });
    assert.equal(full.breaks.length, count, `${starts} ${ends}`);
    if (count > 0) assert.deepEqual(codes(full), [], `${starts} ${ends}`);
  }
});

void test("a new break is in the middle of the longest part without a break", () => {
  assert.deepEqual(newBreak(morning), { starts: "11:00", ends: "11:15" });
  const one = { ...morning, breaks: [{ key: "a", starts: "11:00", ends: "11:15" }] };
  assert.deepEqual(newBreak(one), { starts: "10:00", ends: "10:15" });
});

void test("a schedule that was read is written back as it was", () => {
  const read = draftOf({
    time_zone: "Asia/Kolkata", buffer_minutes: 5, slot_step_minutes: 30, notice_minutes: 60, horizon_days: 30, version: 7,
    rules: [
      { weekday: 7, starts: "18:00", ends: "24:00", time_zone: "Asia/Dubai", valid_from: "2000-01-01",
        valid_until: null, modes: ["online", "in_person"], clinic_id: "c", breaks: [{ starts: "20:00", ends: "20:15" }] },
      { weekday: 7, starts: "08:00", ends: "09:00", time_zone: "Asia/Kolkata", valid_from: "2000-01-01",
        valid_until: null, modes: ["in_person"], clinic_id: "own", breaks: [] },
    ],
  }, "own"); // prettier-ignore
  assert.deepEqual(documentOf(read).rules, [
    { weekday: 7, starts: "08:00", ends: "09:00", time_zone: "Asia/Kolkata", valid_from: null,
      valid_until: null, modes: ["in_person"], clinic_id: null, breaks: [] },
    { weekday: 7, starts: "18:00", ends: "24:00", time_zone: "Asia/Dubai", valid_from: null,
      valid_until: null, modes: ["in_person", "online"], clinic_id: "c", breaks: [{ starts: "20:00", ends: "20:15" }] },
  ]); // prettier-ignore
  assert.equal(documentOf(read).slot_step_minutes, 30);
  assert.ok(isSame(read, { ...read }));
  assert.ok(!isSame(read, { ...read, buffer: 10 }));
});
