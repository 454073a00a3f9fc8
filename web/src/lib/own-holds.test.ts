import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetHold, ownHoldOf, rememberHold } from "./own-holds.ts";

const stored = new Map<string, string>();
const localStorage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) };
Object.defineProperty(globalThis, "localStorage", { value: localStorage, configurable: true });

const hold = { id: "h", doctorName: "Dr. Meera Nair", startsAt: "2026-12-01T04:30:00Z", timeZone: "Asia/Kolkata", endsAt: Date.now() + 60_000 };

void test("a hold of this browser is found by its doctor and instant until it is released or ends", () => {
  rememberHold(hold);
  assert.equal(ownHoldOf(hold.doctorName, "2026-12-01T10:00:00+05:30")?.id, "h");
  assert.equal(ownHoldOf("Dr. Ravi Iyer", hold.startsAt), undefined);
  assert.equal(ownHoldOf(hold.doctorName, "2026-12-01T05:00:00Z"), undefined);
  forgetHold("h");
  assert.equal(ownHoldOf(hold.doctorName, hold.startsAt), undefined);
  rememberHold({ ...hold, endsAt: Date.now() - 1 });
  assert.equal(ownHoldOf(hold.doctorName, hold.startsAt), undefined);
});
