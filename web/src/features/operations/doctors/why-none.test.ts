import assert from "node:assert/strict";
import { test } from "node:test";

import { whyNone } from "./why-none";

void test("an empty directory is explained by its page, then by the search, then by the state", () => {
  assert.equal(whyNone({}), "none");
  assert.equal(whyNone({ q: "", state: null, isLater: false }), "none");
  assert.equal(whyNone({ state: "waiting" }), "noneOfState");
  assert.equal(whyNone({ q: "nair", state: "waiting" }), "noneFound");
  assert.equal(whyNone({ q: "nair", state: "waiting", isLater: true }), "noMore");
});
