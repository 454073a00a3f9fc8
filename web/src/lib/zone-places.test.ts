import assert from "node:assert/strict";
import { test } from "node:test";

import { canonicalZone, isFoundBy, labelOf, placeOf, zoneChoices } from "./zone-places";

const found = (typed: string) => zoneChoices("en").filter(({ id }) => isFoundBy(typed, id)).map(({ id }) => id);

test("a zone is found by its city, its country and its name, in both languages", () => {
  for (const typed of ["new york", "NEW YORK", "york", "न्यूयॉर्क", "America/New_York", "united states new", "eastern new york"]) {
    assert.ok(found(typed).includes("America/New_York"), typed);
  }
  assert.ok(found("संयुक्त राज्य").length > 20);
  assert.deepEqual(found("sao paulo"), ["America/Sao_Paulo"]);
  assert.deepEqual(found("nowhere at all"), []);
});

test("India comes before the zones whose words begin alike", () => {
  assert.equal(found("ind")[0], "Asia/Kolkata");
  assert.equal(found("भारत")[0], "Asia/Kolkata");
});

test("a zone is told by its country where that has one, else by its city", () => {
  assert.equal(placeOf("America/New_York", "en"), "New York");
  assert.equal(placeOf("America/New_York", "hi"), "न्यूयॉर्क");
  assert.equal(placeOf("Asia/Calcutta", "en"), "India");
  assert.equal(placeOf("Mars/Olympus", "en"), "Mars/Olympus");
});

test("older names that browsers use lead to the API's", () => {
  assert.equal(canonicalZone("Asia/Calcutta"), "Asia/Kolkata");
  assert.equal(canonicalZone("Europe/Paris"), "Europe/Paris");
  assert.equal(labelOf("Asia/Kolkata", "en"), "Kolkata, India");
});

test("no two choices read alike", () => {
  for (const locale of ["en", "hi"] as const) {
    const labels = zoneChoices(locale).map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length);
    assert.ok(labels.length > 400);
  }
});
