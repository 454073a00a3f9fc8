import assert from "node:assert/strict";
import { test } from "node:test";

import { isOtherPage } from "./other-page";

const HERE = "https://amrutam.example.com/en/practice/hours?day=1";

test("a link to another path, query or website leads to another page", () => {
  for (const to of ["https://amrutam.example.com/en/practice", "https://amrutam.example.com/en/practice/hours", "https://example.org/en/practice/hours?day=1"]) {
    assert.equal(isOtherPage(to, HERE), true, to);
  }
});

test("a part of the page, an e-mail address and a telephone number are no other page", () => {
  for (const to of [`${HERE}#monday`, HERE, "mailto:care@amrutam.example.com", "tel:+919847012345"]) {
    assert.equal(isOtherPage(to, HERE), false, to);
  }
});
