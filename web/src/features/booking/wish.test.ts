import assert from "node:assert/strict";
import { test } from "node:test";

import { bookHref } from "@/lib/book-href";

import { otherTimesHref, wishOf } from "./wish.ts";

const doctor = "0199c0de-0000-7000-8000-000000000001";
const startsAt = "2026-12-01T10:00:00+05:30";

void test("an address and a wish say the same", () => {
  const wish = { doctorId: doctor, startsAt, typeId: doctor, mode: "online" as const, moves: null };
  const params = Object.fromEntries(new URL(bookHref(wish), "http://any").searchParams);
  assert.deepEqual(wishOf(params), wish);
});

void test("without a doctor or a time there is no wish, and what makes no sense is left out", () => {
  assert.equal(wishOf({ doctor }), null);
  assert.equal(wishOf({ doctor: "x", starts_at: startsAt }), null);
  assert.equal(wishOf({ doctor, starts_at: "tomorrow" }), null);
  assert.deepEqual(wishOf({ doctor, starts_at: startsAt, mode: "by pigeon", type: "1" }), {
    doctorId: doctor, startsAt, typeId: null, mode: null, moves: null,
  });
});

void test("a plus that nobody escaped is still an offset", () => {
  assert.equal(wishOf({ doctor, starts_at: "2026-12-01T10:00:00 05:30" })?.startsAt, startsAt);
});

void test("a move goes back to its own choice of times", () => {
  const wish = { doctorId: doctor, startsAt, typeId: null, mode: null, moves: "a" };
  assert.equal(otherTimesHref(wish), "/appointments/a/move");
  assert.match(otherTimesHref({ ...wish, moves: null, mode: "online" }), /^\/doctors\/.*\?mode=online$/);
});
