import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, makeApi } from "./client.ts";

void test("an empty answer is nothing, whatever kind it says it is", async () => {
  const empty = new Response(null, { status: 204, headers: { "content-type": "application/json" } });
  const api = makeApi({ baseUrl: "http://any", fetch: () => Promise.resolve(empty) });
  await assert.doesNotReject(answer(api.DELETE("/v1/auth/session")));
});
