import assert from "node:assert/strict";
import { test } from "node:test";

import { leadOn } from "./lead-on";

const patient = { role: "patient" } as const;

test("it leads back to where one came from, in the language of now", () => {
  assert.equal(leadOn(patient, `?next=${encodeURIComponent("/hi/book?doctor=1")}`), "/book?doctor=1");
});

test("never to another site", () => {
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\nb"]) {
    assert.equal(leadOn(patient, `?next=${encodeURIComponent(next)}`), "/appointments", next);
  }
});

test("otherwise each role starts at its own place", () => {
  assert.equal(leadOn({ role: "admin" }, ""), "/operations");
});
