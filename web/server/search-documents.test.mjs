import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { allowedScripts } from "./scripts.mjs";
import { searchDocuments } from "./search-documents.mjs";
import { CANONICAL, CONTENT, given, SEARCH, TITLE } from "./search-frame.mjs";

const data = (row) => `<script>self.__next_f.push([1,${JSON.stringify(row)}])</script>`;
const FRAME =
  `<head><title>${TITLE} · Amrutam</title><link rel="canonical" href="http://a/en/doctors${CANONICAL}"/></head>` +
  `<div id="asked">${CONTENT}</div>` +
  data(`0:${JSON.stringify({ c: ["", "en", `doctors${SEARCH}`], q: SEARCH, title: `${TITLE} · Amrutam` })}\n`) +
  "<p>end</p>";
const request = (url, rest = {}) => ({ method: "GET", url, headers: {}, ...rest });
let asked;
let answer;

beforeEach(() => {
  asked = [];
  answer = { title: "Skin doctors", canonical: "?specialization=skin" };
  given.answerTo = async (locale, params) => (asked.push([locale, params]), answer);
  given.contentHtml = async () => "<h1>found</h1>";
});

const frames = (locale) => (asked.push(locale), Promise.resolve({ ok: true, headers: new Map([["vary", "rsc"], ["etag", "1"]]), text: async () => FRAME }));

function routersData(document) {
  const [text] = allowedScripts(document);
  const [, row] = JSON.parse(text.slice("self.__next_f.push(".length, -1));
  return JSON.parse(row.slice(2));
}

test("the frame is made once for a language, and holds each question's content", async () => {
  const make = searchDocuments(frames);
  const { headers, body: document } = await make(request("/en/doctors?q=a%20b&q=c"));
  assert.deepEqual(headers, [["vary", "rsc"]]);
  assert.match(document, /<title>Skin doctors · Amrutam<\/title>/);
  assert.match(document, /href="http:\/\/a\/en\/doctors\?specialization=skin"/);
  assert.match(document, /<div id="asked"><h1>found<\/h1><\/div>/);
  assert.doesNotMatch(document, /AMRUTAM/);
  assert.deepEqual(routersData(document), {
    c: ["", "en", "doctors?q=a%20b&q=c"],
    q: "?q=a%20b&q=c",
    title: "Skin doctors · Amrutam",
  });
  assert.deepEqual(routersData((await make(request("/en/doctors"))).body).c, ["", "en", "doctors"]);
  await make(request("/hi/doctors?"));
  assert.deepEqual(asked, ["en", ["en", { q: "a b" }], ["en", {}], "hi", ["hi", {}]]);
});

test("what the address says is text, in HTML and in the router's data", async () => {
  for (const title of ["</script><script>alert(1)</script>", `"'\\"&<!--`, "$L1", "\u2028$&"]) {
    answer = { title, canonical: `?city="><script>` };
    const { body: document } = await searchDocuments(frames)(request(`/en/doctors?city="]);alert(1)//<!--<script>`));
    assert.equal(routersData(document).title, `${title.replace(/^\$/, "$$$$")} · Amrutam`);
    assert.equal(routersData(document).q, `?city="]);alert(1)//<!--<script>`);
    assert.equal(document.match(/<script/g).length, 1);
    const written = /<title>(.*) · Amrutam<\/title>/s.exec(document)[1];
    assert.doesNotMatch(written, /[<>"']/);
    assert.ok(document.endsWith("<p>end</p>"));
  }
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
  given.answerTo = () => Promise.reject(new Error("refused"));
  assert.equal(await make(request("/en/doctors")), undefined);
});
