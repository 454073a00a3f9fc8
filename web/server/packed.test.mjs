import assert from "node:assert/strict";
import { test } from "node:test";

import { accepts } from "./packed.mjs";

test("a coding is accepted by its name or by *", () => {
  for (const header of ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR ; q=0.1", "*", "identity;q=0, *"]) {
    assert.equal(accepts(header, "br"), true, header);
  }
});

test("a coding with the quality 0, or that is not named, is refused", () => {
  for (const header of ["", "gzip", "br;q=0", "gzip, br; q=0.000", "br;q=0, *", "*;q=0", "brotli", "x-br", "br;q=high"]) {
    assert.equal(accepts(header, "br"), false, header);
  }
});
