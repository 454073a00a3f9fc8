import assert from "node:assert/strict";
import { test } from "node:test";

import { everyPage } from "./every-page.ts";

test("a list is read to its end", async () => {
  const pages = [
    { items: [1, 2], next_cursor: "b" },
    { items: [3], next_cursor: "c" },
    { items: [], next_cursor: null },
  ];
  const asked: (string | undefined)[] = [];
  const read = (cursor: string | undefined) => {
    asked.push(cursor);
    return Promise.resolve(pages[asked.length - 1] ?? assert.fail("read too often"));
  };
  assert.deepEqual(await everyPage(read), [1, 2, 3]);
  assert.deepEqual(asked, [undefined, "b", "c"]);
});
