import assert from "node:assert/strict";
import { test } from "node:test";

import { apiQuery, hrefOf, isAhead, isChangeable, isShown, openQuestion, questionOf } from "./question.ts";

const now = new Date("2026-11-24T10:00:00Z");
const over = { status: "booked" as const, starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:30:00Z" };
const running = { status: "booked" as const, starts_at: "2026-11-24T09:45:00Z", ends_at: "2026-11-24T10:15:00Z" };
const later = { status: "booked" as const, starts_at: "2026-11-24T11:00:00Z", ends_at: "2026-11-24T11:30:00Z" };

void test("an address and a question say the same, and what makes no sense is left out", () => {
  assert.deepEqual(questionOf({ show: "past", cursor: "abc" }), { show: "past", cursor: "abc" });
  assert.deepEqual(questionOf({ show: "everything", cursor: "a b" }), { show: "upcoming", cursor: null });
  assert.equal(hrefOf({ show: "past", cursor: "abc" }), "/appointments?show=past&cursor=abc");
  assert.equal(hrefOf({ show: "upcoming", cursor: null }), "/appointments");
});

void test("one that runs is upcoming until it ends; then it is past", () => {
  const shown = (one: typeof over) => (["upcoming", "past"] as const).map((show) => isShown(one, show, now));
  assert.deepEqual(shown(over), [false, true]);
  assert.deepEqual(shown(running), [true, false]);
  assert.deepEqual(shown(later), [true, false]);
});

void test("one that runs since yesterday, or has ended today, is asked for in any zone", () => {
  const [upcoming, past] = (["upcoming", "past"] as const).map((show) => apiQuery({ show, cursor: null }, now));
  assert.equal(upcoming && "from" in upcoming && upcoming.from, "2026-11-22");
  assert.equal(past && "to" in past && past.to, "2026-11-25");
});

void test("a cancelled one is only among the cancelled", () => {
  const cancelled = { ...over, status: "cancelled" as const };
  assert.deepEqual((["upcoming", "past", "cancelled"] as const).map((show) => isShown(cancelled, show, now)), [false, false, true]);
});

void test("only what is booked and has not begun can be changed, until the doctor's cut-off", () => {
  const until = (one: typeof over, changes_until = one.starts_at) => ({ ...one, changes_until, handover: null });
  assert.deepEqual([over, running, later].map((one) => isChangeable(until(one), now)), [false, false, true]);
  assert.equal(isChangeable({ ...until(later), status: "cancelled" }, now), false);
  assert.equal(isChangeable(until(later, "2026-11-24T10:00:01Z"), now), true);
  assert.equal(isChangeable(until(later, "2026-11-24T10:00:00Z"), now), false);
  assert.equal(isChangeable({ ...until(later, "2026-11-24T10:00:00Z"), handover: { doctor_id: "1", doctor_name: "Dr. Rao" } }, now), true);
  assert.equal(isAhead(later, now), true);
});

void test("a booked visit asks about another doctor or another time, and an ended one asks nothing", () => {
  const handover = { doctor_id: "other", doctor_name: "Dr. Other" };
  const by = (doctor_id: string) => ({ doctor_id, clinic_id: null, clinic_name: null, starts_at: "", ends_at: "", expires_at: "" });
  const asked = (more: Partial<Parameters<typeof openQuestion>[0]>) => openQuestion({ status: "booked", proposal: null, handover: null, ...more });
  assert.equal(asked({}), null);
  assert.equal(asked({ proposal: by("own") }), "time");
  assert.equal(asked({ handover }), "doctor");
  assert.equal(asked({ handover, proposal: by("other") }), "doctor");
  assert.equal(asked({ handover, proposal: by("own") }), "time");
  assert.equal(asked({ handover, status: "cancelled" }), null);
});
