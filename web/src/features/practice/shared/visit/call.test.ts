import assert from "node:assert/strict";
import { test } from "node:test";

import { withoutLink } from "./call";

void test("a missing link of a call is explained by the time", () => {
  const call = { join_from: "2026-11-28T04:50:00Z", join_url: null };
  const at = (clock: string) => withoutLink(call, "2026-11-28T05:30:00Z", Date.parse(`2026-11-28T${clock}Z`));
  assert.deepEqual(["04:49:59", "04:50:00", "05:29:59", "05:30:00"].map(at), ["joinFrom", "joinSoon", "joinSoon", "joinOver"]);
});
