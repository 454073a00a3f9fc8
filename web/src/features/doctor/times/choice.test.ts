import assert from "node:assert/strict";
import { test } from "node:test";

import type { Day } from "@/live/protocol";

import type { Bookable } from "./bookable";
import { askedBy, byPart, firstFreeDay, freeCount, weekOf, withPresent } from "./choice";

const doctor: Bookable = {
  id: "d",
  name: "Dr. Meera Nair",
  timeZone: "Asia/Kolkata",
  horizonDays: 30,
  types: [
    { label: "First visit", id: "first", modes: ["online"], is_default: false },
    { label: "Follow-up", id: "usual", modes: ["in_person", "online"], is_default: true },
  ],
};
const slot = (starts_at: string, state: "open" | "held" | "booked", modes = ["online"]) => ({
  starts_at,
  ends_at: starts_at,
  modes,
  state,
});
const days: Day[] = [
  { date: "2026-12-01", slots: [slot("2026-12-01T04:30:00Z", "booked"), slot("2026-12-01T05:00:00Z", "held")] },
  { date: "2026-12-02", slots: [slot("2026-12-02T04:30:00Z", "open", ["in_person"])] },
  { date: "2026-12-03", slots: [slot("2026-12-03T04:30:00Z", "open"), slot("2026-12-03T12:30:00Z", "open")] },
];

test("a link's wishes count as far as the doctor offers them", () => {
  assert.equal(askedBy("?type=first&mode=in_person", doctor).type?.id, "first");
  assert.equal(askedBy("?type=first&mode=in_person", doctor).mode, undefined);
  assert.equal(askedBy("?type=nobodys", doctor).type?.id, "usual");
  assert.equal(askedBy("?time=soon", doctor).time, null);
});

test("what is held or booked, or in another mode, is not free", () => {
  assert.equal(freeCount(days[0], "online"), 0);
  assert.equal(freeCount(days[1], "online"), 0);
  assert.equal(firstFreeDay(days, "online"), "2026-12-03");
  assert.equal(firstFreeDay(days, "in_person"), "2026-12-02");
  assert.equal(firstFreeDay(days, "online", "2026-12-03"), undefined);
});

test("times are grouped by the doctor's clock, and empty parts left out", () => {
  const parts = byPart(days[2]?.slots ?? [], "Asia/Kolkata").map(([part, found]) => [part, found.length]);
  assert.deepEqual(parts, [["morning", 1], ["evening", 1]]);
});

test("the present time of an appointment that moves is no new time", () => {
  const moving = withPresent(days, "2026-12-02T10:00:00+05:30");
  assert.equal(freeCount(moving[1], "in_person"), 0);
  assert.equal(firstFreeDay(moving, "in_person"), undefined);
});

test("a week has no day that cannot be booked", () => {
  const week = (day: string) => weekOf(day, "2026-12-01", "2026-12-10");
  assert.deepEqual(week("2026-12-01"), { from: "2026-12-01", to: "2026-12-07" });
  assert.deepEqual(week("2026-12-07"), { from: "2026-12-01", to: "2026-12-07" });
  assert.deepEqual(week("2026-12-08"), { from: "2026-12-08", to: "2026-12-10" });
  assert.deepEqual(week("2027-01-31"), { from: "2026-12-08", to: "2026-12-10" });
  assert.deepEqual(week("2026-11-30"), { from: "2026-12-01", to: "2026-12-07" });
  assert.deepEqual(weekOf("2026-12-05", "2026-12-01", "2026-12-01"), { from: "2026-12-01", to: "2026-12-01" });
});
