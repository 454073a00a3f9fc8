import assert from "node:assert/strict";
import { test } from "node:test";

import { activeFilters, apiQuery, hrefOf, questionOf } from "./question";

test("what is empty or cannot be asked is left out", () => {
  const asked = questionOf({ q: " skin ", city: "", mode: "telepathy", max_fee: "-1", available_on: "tomorrow" });
  assert.deepEqual(asked, { q: "skin" });
});

test("of a name that stands twice the first counts", () => {
  assert.deepEqual(questionOf({ city: ["agra", "pune"] }), { city: "agra" });
});

test("the fee is asked in rupees and sent in paise", () => {
  assert.deepEqual(apiQuery({ max_fee: "500" }, 12), { max_fee: 50_000, limit: 12 });
});

test("a changed question starts at its first page", () => {
  assert.equal(hrefOf({ q: "skin", cursor: "abc" }, { city: "agra" }), "/doctors?q=skin&city=agra");
  assert.equal(hrefOf({ q: "skin", city: "agra" }, { city: undefined }), "/doctors?q=skin");
  assert.equal(hrefOf({ q: "skin", cursor: "abc" }), "/doctors?q=skin&cursor=abc");
  assert.equal(hrefOf({}), "/doctors");
});

test("the order is no filter", () => {
  assert.deepEqual(activeFilters({ sort: "fee", city: "agra", cursor: "abc" }), ["city"]);
});
