import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, isNext, ownStarts, reconnectMs, withOwn } from "./following";
import { toldBy, type Snapshot } from "./protocol";

const known: Snapshot = {
  doctor_id: "d",
  time_zone: "Asia/Kolkata",
  consultation_type_id: "t",
  epoch: "e",
  version: 41,
  clinics: [],
  days: [
    {
      date: "2026-12-01",
      slots: [
        { starts_at: "2026-12-01T04:30:00Z", ends_at: "2026-12-01T05:00:00Z", modes: ["online"], state: "open" },
        { starts_at: "2026-12-01T05:00:00Z", ends_at: "2026-12-01T05:30:00Z", modes: ["online"], state: "open" },
      ],
    },
  ],
};
const change = { doctor_id: "d", epoch: "e", version: 42, starts_at: "2026-12-01T10:00:00+05:30", state: "held" as const };

test("only the very next change of the same epoch is next", () => {
  assert.equal(isNext(known, change), true);
  assert.equal(isNext(known, { ...change, version: 43 }), false);
  assert.equal(isNext(known, { ...change, version: 41 }), false);
  assert.equal(isNext(known, { ...change, epoch: "f" }), false);
  assert.equal(isNext({ ...known, epoch: null, version: null }, change), false);
});

test("a change reaches its time, whatever offset it is written with, and no other", () => {
  const after = changed(known, change);
  assert.deepEqual(after.days[0]?.slots.map(({ state }) => state), ["held", "open"]);
  assert.equal(after.version, 42);
  assert.equal(known.days[0]?.slots[0]?.state, "open");
});

test("a change of a time that is not shown moves the version only", () => {
  const after = changed(known, { ...change, starts_at: "2027-01-01T00:00:00Z" });
  assert.equal(after.days[0], known.days[0]);
  assert.equal(after.version, 42);
});

test("the visitor's own hold stays marked while everybody is told that it is held", () => {
  const [at] = known.days[0]?.slots ?? [];
  const mine = changed(known, { ...change, state: "mine" });
  const own = ownStarts(mine);
  assert.deepEqual([...own], [at?.starts_at]);
  const states = (told: Snapshot) => withOwn(told, own).days[0]?.slots.map(({ state }) => state);
  assert.deepEqual(states(changed(known, change)), ["mine", "open"]);
  assert.deepEqual(states(known), ["open", "open"]);
});

test("pages that lost a gateway come back one by one, within thirty seconds", () => {
  assert.equal(reconnectMs(0, () => 1), 500);
  assert.equal(reconnectMs(3, () => 1), 4000);
  assert.equal(reconnectMs(50, () => 1), 30_000);
  assert.equal(reconnectMs(50, () => 0), 0);
});

test("what is no message is nothing", () => {
  assert.equal(toldBy("{"), null);
  assert.equal(toldBy("[]"), null);
  assert.deepEqual(toldBy('{"type":"pong"}'), { type: "pong" });
});
