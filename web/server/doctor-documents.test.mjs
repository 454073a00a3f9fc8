import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { doctorDocuments } from "./doctor-documents.mjs";
import { PLACES } from "./doctor-frame.mjs";
import { given } from "./rendering.mjs";

const ID = "018cc264-4380-781c-88d0-2307da937144";
const PATH = `/en/doctors/${ID}`;
const { id, face, about, title, description, bookable, query } = PLACES;
const FRAME =
  `<title>${title}</title><meta content="${description}"/><link href="/en/doctors/${id}"/>${face}<a href="?q=${query}">${about}` +
  `<script>["${id}","${bookable}"]</script>`;
const PARTS = { face: "<h1>Dr. Rao</h1>", about: "<p>about</p>", title: "Dr. Rao", description: "A & B", bookable: '{"name":"Dr. Rao"}', query: "Dr.%20Rao" };
const request = (url = PATH, headers = {}, method = "GET") => ({ method, url, headers });
const frames = async () => ({ ok: true, headers: new Map([["vary", "rsc"], ["x-nextjs-cache", "MISS"]]), text: async () => FRAME });
let asked;
const cache = { made: (key, tags, make) => (asked.push([key, tags]), make()) };
const documents = () => doctorDocuments(cache, frames);

beforeEach(() => {
  asked = [];
  given.doctor = async () => PARTS;
});

test("a document is the frame with the doctor's parts, whatever the query", async () => {
  const { headers, body } = await documents()(request(`${PATH}?time=x`));
  assert.equal(
    body.toString(),
    `<title>Dr. Rao</title><meta content="A &amp; B"/><link href="${PATH}"/><h1>Dr. Rao</h1><a href="?q=Dr.%20Rao"><p>about</p>` +
      `<script>["${ID}","{\\\\\\"name\\\\\\":\\\\\\"Dr. Rao\\\\\\"}"]</script>`,
  );
  assert.deepEqual(headers[0], ["vary", "rsc"]);
  assert.match(headers[1][1], /^"[\w-]{27}"$/);
  assert.deepEqual(asked, [[`doctor-document:en:${ID}`, [`doctor:${ID}`]]]);
});

test("the ETag differs when a part differs", async () => {
  const etag = async () => (await documents()(request())).headers.at(-1)[1];
  const before = await etag();
  assert.equal(await etag(), before);
  given.doctor = async () => ({ ...PARTS, about: "<p>changed</p>" });
  assert.notEqual(await etag(), before);
});

for (const [what, asked] of [
  ["the search", request("/en/doctors")],
  ["another language", request(PATH.replace("en", "fr"))],
  ["an id that is none", request("/en/doctors/018cc264-4380-781c-88d0-2307da93714g")],
  ["a part of a page", request(`${PATH}/x`)],
  ["the router", request(PATH, { rsc: "1" })],
  ["no reading", request(PATH, {}, "POST")],
]) {
  test(`Next answers for ${what}`, async () => {
    assert.equal(await documents()(asked), undefined);
  });
}

test("Next answers for a doctor who is not there, which is kept too", async () => {
  given.doctor = async () => null;
  let kept;
  const make = doctorDocuments({ made: async (_key, _tags, made) => (kept = await made()) }, frames);
  assert.equal(await make(request()), undefined);
  assert.deepEqual(kept, { status: 404 });
});

test("Next answers when the document could not be made, and when there is no frame", async (context) => {
  context.mock.method(console, "error", () => undefined);
  given.doctor = () => Promise.reject(new Error("away"));
  assert.equal(await documents()(request()), undefined);
  given.doctor = async () => PARTS;
  assert.equal(await doctorDocuments(cache, async () => ({ ok: false, status: 500 }))(request()), undefined);
});

test("the frame's id is that of all replicas with one secret, and of no others", async () => {
  const loaded = async (secret) => {
    delete globalThis[Symbol.for("amrutam.doctor-frame")];
    process.env.AMRUTAM_REVALIDATE_SECRET = secret;
    return (await import(`./doctor-frame.mjs?${Math.random()}`)).PLACES.id;
  };
  const ids = [await loaded("one"), await loaded("one"), await loaded("other"), await loaded(""), await loaded("")];
  assert.equal(new Set(ids).size, 4);
  assert.equal(ids[0], ids[1]);
  for (const one of ids) assert.match(one, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
