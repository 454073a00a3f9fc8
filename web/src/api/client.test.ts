import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, makeApi } from "./client.ts";

void test("an empty answer is nothing, whatever kind it says it is", async () => {
  const empty = new Response(null, { status: 204, headers: { "content-type": "application/json" } });
  const api = makeApi({ baseUrl: "http://any", fetch: () => Promise.resolve(empty) });
  await assert.doesNotReject(answer(api.DELETE("/v1/auth/session")));
});

void test("a file is sent as it is, with its own content type, and other bodies as JSON", async () => {
  const sent: Request[] = [];
  const api = makeApi({
    baseUrl: "http://any",
    fetch: (request) => {
      sent.push(request);
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  });
  const photo = new Blob(["bytes"], { type: "image/png" });
  await api.PUT("/v1/doctors/{doctor_id}/photo", { params: { path: { doctor_id: "one" } }, body: photo as never });
  await api.PATCH("/v1/me", { body: { name: "Asha" } });
  const bodies = await Promise.all(sent.map((request) => request.text()));
  assert.deepEqual(bodies, ["bytes", '{"name":"Asha"}']);
  assert.deepEqual(sent.map(({ headers }) => headers.get("content-type")), ["image/png", "application/json"]);
});
