import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, framesOf } from "./frames.mjs";
import { markupPlace } from "./placeholders.mjs";
import { allowedScripts } from "./scripts.mjs";

const PLACES = { content: markupPlace("asked"), title: "AMRUTAM-TITLE", bookable: "AMRUTAM-BOOKABLE" };
const data = (row) => `<script>self.__next_f.push([1,${JSON.stringify(row)}])</script>`;
const FRAME =
  `<head><meta name="t" content="${PLACES.title}"/><title>${PLACES.title} · Amrutam</title></head>` +
  `<div id="asked">${PLACES.content}</div>` +
  data(`0:${JSON.stringify({ title: `${PLACES.title} · Amrutam`, bookable: PLACES.bookable })}\n`) +
  "<p>end</p>";
const answer = (text, ok = true) => ({ ok, status: ok ? 200 : 500, headers: new Map([["vary", "rsc"], ["etag", "1"]]), text: async () => text });
const frameOf = (text) => framesOf(async () => answer(text), PLACES)("en");

function routersData(document) {
  const [text] = allowedScripts(document);
  const [, row] = JSON.parse(text.slice("self.__next_f.push(".length, -1));
  return JSON.parse(row.slice(2));
}

test("values are inserted wherever their placeholders are, with the frame's headers", async () => {
  const { headers, pieces } = await frameOf(FRAME);
  const document = filled(pieces, { content: "<h1>found</h1>", title: "Skin", bookable: '{"id":1}' });
  assert.deepEqual(headers, [["vary", "rsc"]]);
  assert.match(document, /<meta name="t" content="Skin"\/><title>Skin · Amrutam<\/title>/);
  assert.match(document, /<div id="asked"><h1>found<\/h1><\/div>/);
  assert.deepEqual(routersData(document), { title: "Skin · Amrutam", bookable: '{"id":1}' });
  assert.doesNotMatch(document, /AMRUTAM/);
});

test("a value is text, in HTML and in the router's data, whatever it contains", async () => {
  const { pieces } = await frameOf(FRAME);
  for (const text of ["</script><script>alert(1)</script>", `"'\\"&<!--`, "$L1", "\u2028$&", `"]);alert(1)//<!--<script>`, PLACES.content]) {
    const document = filled(pieces, { content: "<p>", title: text, bookable: text });
    const inRouter = text.replace(/^\$/, "$$$$");
    assert.deepEqual(routersData(document), { title: `${inRouter} · Amrutam`, bookable: inRouter });
    assert.equal(document.match(/<script/g).length, 1);
    const written = /content="(.*?)"\/><title>(.*) · Amrutam<\/title>/s.exec(document);
    for (const one of written.slice(1)) assert.doesNotMatch(one, /[<>"']/);
    assert.ok(document.endsWith("<p>end</p>"));
  }
});

test("a language's frame is asked for once, and again after a failure", async () => {
  const asked = [];
  const frames = framesOf(async (locale) => (asked.push(locale), answer(FRAME, asked.length !== 1)), PLACES);
  await assert.rejects(frames("en"), /500/);
  for (const locale of ["en", "en", "hi"]) await frames(locale);
  assert.deepEqual(asked, ["en", "en", "hi"]);
});

test("an answer without one of the placeholders is no frame", async () => {
  await assert.rejects(frameOf(FRAME.replaceAll(PLACES.bookable, "")), /bookable/);
});

test("a script must not contain a place of markup, which would be inserted as it is", async () => {
  await assert.rejects(frameOf(FRAME + data(PLACES.content)), /script/);
});
