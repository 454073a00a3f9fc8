import assert from "node:assert/strict";
import { test } from "node:test";

import { bookHref } from "./book-href";

const wish = { doctorId: "d", startsAt: "2026-12-03T04:30:00Z", typeId: "usual", mode: "online", moves: null } as const;

test("the address says everything the booking page needs, and nothing that is not known", () => {
  assert.equal(bookHref(wish), "/book?doctor=d&starts_at=2026-12-03T04%3A30%3A00Z&type=usual&mode=online");
  assert.equal(bookHref({ ...wish, typeId: null, mode: null }), "/book?doctor=d&starts_at=2026-12-03T04%3A30%3A00Z");
});

test("a move says what moves", () => {
  assert.match(bookHref({ ...wish, moves: "a" }), /&moves=a$/);
});
