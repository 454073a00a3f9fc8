import assert from "node:assert/strict";
import { test } from "node:test";

import { kilometres } from "./distance.ts";

const hyderabad = { latitude: 17.4126, longitude: 78.4392 };

void test("the distance between two places is that of the map", () => {
  assert.equal(kilometres(hyderabad, hyderabad), 0);
  assert.equal(Math.round(kilometres(hyderabad, { latitude: 16.4992, longitude: 80.656 })), 257);
  assert.equal(Math.round(kilometres({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })), 111);
});
