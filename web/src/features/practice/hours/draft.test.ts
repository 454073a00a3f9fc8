import assert from "node:assert/strict";
import { test } from "node:test";

import { copied, differences, newSession, type Draft } from "./draft";

test("a day's sessions take the place of those of other days, and of no others", () => {
  const monday = newSession(1, [], "monday");
  const evening = { ...monday, key: "evening", starts: "17:00", ends: "20:00" };
  const sessions = [monday, newSession(2, [], "tuesday"), newSession(3, [], "wednesday")];
  let made = 0;

  const after = copied([...sessions, evening], 1, [2, 4], () => `copy-${++made}`);

  const shown = after.map(({ weekday, starts, key }) => `${weekday} ${starts} ${key}`);
  assert.deepEqual(shown.sort(), [
    "1 09:00 monday", "1 17:00 evening", "2 09:00 copy-1", "2 17:00 copy-2", "3 09:00 wednesday",
    "4 09:00 copy-3", "4 17:00 copy-4",
  ]);
});

test("all days and settings that others have changed are named, also if only a break has changed", () => {
  const [monday, tuesday, friday] = [newSession(1, [], "a"), newSession(2, [], "b"), newSession(5, [], "c")];
  const mine: Draft = { zone: "Asia/Kolkata", buffer: 0, step: null, notice: 60, horizon: 60, sessions: [monday, tuesday, friday] };
  const changed = { ...tuesday, breaks: [{ key: "x", starts: "10:00", ends: "10:15" }] };
  const theirs = { ...mine, buffer: 5, zone: "Asia/Dubai", sessions: [{ ...monday, key: "other" }, changed] };
  assert.deepEqual(differences(mine, theirs), { days: [2, 5], limits: ["buffer", "zone"] });
  assert.deepEqual(differences(mine, { ...mine }), { days: [], limits: [] });
});
