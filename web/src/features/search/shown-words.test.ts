import assert from "node:assert/strict";
import { test } from "node:test";

import { shownWords } from "./shown-words";

test("a card that cannot be shown is left out, and the others are shown", (context) => {
  const logged = context.mock.method(console, "error", () => undefined);
  const found = ["a", "b", "c"].map((id) => ({ card: { id } }));
  const words = shownWords(found, ({ card }) => {
    if (card.id === "b") throw new RangeError("Invalid time zone");
    return card.id;
  });
  assert.deepEqual(words, ["a", "c"]);
  assert.equal(logged.mock.callCount(), 1);
});
