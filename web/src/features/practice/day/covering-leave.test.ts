import assert from "node:assert/strict";
import { test } from "node:test";

import { coveringLeave } from "./covering-leave";

const zone = "Asia/Kolkata";
const leave = (starts: string, ends: string) => [{ starts_at: `${starts}:00+05:30`, ends_at: `${ends}:00+05:30` }];

test("leave covers a day from its first midnight to the next, by the doctor's clock", () => {
  for (const [starts, ends, covers] of [
    ["2026-11-28T00:00", "2026-11-29T00:00", true],
    ["2026-11-27T09:00", "2026-12-02T09:00", true],
    ["2026-11-28T00:05", "2026-11-30T00:00", false],
    ["2026-11-27T00:00", "2026-11-28T23:55", false],
  ] as const) {
    assert.equal(coveringLeave(leave(starts, ends), "2026-11-28", zone) !== undefined, covers, `${starts} ${ends}`);
  }
});
