import assert from "node:assert/strict";
import { test } from "node:test";

import { pointed, wall } from "./pointing";

test("a drag in either direction is a period of whole quarters", () => {
  assert.deepEqual(pointed(607, 668), { from: 600, to: 675 });
  assert.deepEqual(pointed(668, 607), { from: 600, to: 675 });
});

test("a press without a drag is half an hour, also at the day's end", () => {
  assert.deepEqual(pointed(607, 607), { from: 600, to: 630 });
  assert.deepEqual(pointed(1430, 1430), { from: 1425, to: 1440 });
});

test("minutes are shown as a wall clock", () => {
  assert.deepEqual([wall(0), wall(605), wall(1440)], ["00:00", "10:05", "00:00"]);
});
