import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { INJECTED_STYLES } from "./known-inline.mjs";
import { hashOf, inlineScriptHashes, policy } from "./policy.mjs";

test("each inline script is hashed once, scripts with an address are not", () => {
  const html = '<script src="/a.js"></script><script>one()</script><script nonce="x">one()</script><script id="b">two()</script>';
  assert.deepEqual(inlineScriptHashes(html), [hashOf("one()"), hashOf("two()")]);
});

test("neither scripts nor style sheets may be inline just so", () => {
  const parts = policy(["'nonce-x'"]).split("; ");
  const unsafe = parts.filter((part) => part.includes("unsafe"));
  assert.deepEqual(unsafe, ["style-src-attr 'unsafe-inline'"]);
  assert.ok(parts.find((part) => part.startsWith("script-src"))?.includes("'nonce-x'"));
});

test("the styles that React Aria adds are still the ones we allow", () => {
  const read = (path) => readFileSync(new URL(`../node_modules/react-aria/dist/private/${path}`, import.meta.url), "utf8");
  const [pressable, contained] = INJECTED_STYLES;
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(read("interactions/usePress.mjs"))?.[1];
  const added = /style\.textContent = `([^`]+)`/;
  const press = added.exec(read("interactions/usePress.mjs"))?.[1]?.replace(/\$\{[^}]+\}/, attribute);
  assert.equal(press?.trim(), pressable);
  assert.equal(added.exec(read("overlays/usePreventScroll.mjs"))?.[1]?.trim(), contained);
});
