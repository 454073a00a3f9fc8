import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { given } from "./rendering.mjs";
import { searchDocuments } from "./search-documents.mjs";
import { PLACES } from "./search-frame.mjs";

const FRAME = `<title>${PLACES.title}</title><a href="/en/doctors${PLACES.canonical}">${PLACES.content}<p>${PLACES.search}`;
const request = (url, rest = {}) => ({ method: "GET", url, headers: {}, ...rest });
let asked;

beforeEach(() => {
  asked = [];
  given.search = async (locale, params) => (asked.push([locale, params]), { title: "Skin", canonical: "?city=pune", content: "<h1>found</h1>" });
});

const frames = (locale) => (asked.push(locale), Promise.resolve({ ok: true, headers: new Map([["vary", "rsc"]]), text: async () => FRAME }));

test("the frame is made once for a language, and holds each question's content", async () => {
  const make = searchDocuments(frames);
  const { headers, body } = await make(request("/en/doctors?q=a%20b&q=c"));
  assert.deepEqual(headers, [["vary", "rsc"]]);
  assert.equal(body, '<title>Skin</title><a href="/en/doctors?city=pune"><h1>found</h1><p>?q=a%20b&amp;q=c');
  assert.match((await make(request("/en/doctors"))).body, /<p>$/);
  await make(request("/hi/doctors?"));
  assert.deepEqual(asked, ["en", ["en", { q: "a b" }], ["en", {}], "hi", ["hi", {}]]);
});

test("Next answers the router, other methods and other pages", async () => {
  const make = searchDocuments(frames);
  for (const one of [
    request("/en/doctors?q=a", { headers: { rsc: "1" } }),
    request("/en/doctors", { method: "HEAD" }),
    request("/en/doctors/1"),
    request("/fr/doctors"),
    request("/en?/en/doctors"),
  ])
    assert.equal(await make(one), undefined, one.url);
  assert.deepEqual(asked, []);
});

test("what could not be made is left to Next, and tried again the next time", async (context) => {
  context.mock.method(console, "error", () => undefined);
  let isAway = true;
  const make = searchDocuments((locale) => (isAway ? Promise.reject(new Error("away")) : frames(locale)));
  assert.equal(await make(request("/en/doctors")), undefined);
  isAway = false;
  assert.match((await make(request("/en/doctors"))).body, /found/);
  given.search = () => Promise.reject(new Error("refused"));
  assert.equal(await make(request("/en/doctors")), undefined);
});
