import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { note, watching } from "./failures.mjs";
import { INJECTED_STYLES, REACT_FUNCTIONS, THEME_SCRIPT } from "./known-inline.mjs";
import { policy } from "./policy.mjs";
import { allowedScripts } from "./scripts.mjs";
import { forgetVisitor, isShared } from "./shared-pages.mjs";

const allowed = (...texts) => allowedScripts(texts.map((text) => `<script>${text}</script>`).join("<p>"), ["boot();"]);

test("the scripts of a page are allowed: ours, the build's, the router's data, React's", () => {
  const [, show, , fail] = REACT_FUNCTIONS;
  const own = [
    THEME_SCRIPT,
    "boot();",
    "(self.__next_f=self.__next_f||[]).push([0])",
    'self.__next_f.push([1,"a:[\\"$\\",\\"p\\"]\\u003c/script>"])',
    ...REACT_FUNCTIONS,
    `${show}$RC("B:0","S:0")`,
    '$RC("B:1","S:1")',
    `${fail};$RX("B:0","digest")`,
  ];
  assert.deepEqual(allowed(...own), [...new Set(own)]);
});

for (const planted of [
  "alert(1)",
  " boot();",
  "boot();alert(1)",
  `${THEME_SCRIPT};alert(1)`,
  "self.__next_f.push(alert(1))",
  'self.__next_f.push([1,"a"]);alert(1)',
  'self.__next_f.push([1,"a"]),alert((1)',
  'self.__next_f.push([1,"a"+alert(1)])',
  'alert(1);self.__next_f.push([1,"a"])',
  "(self.__next_f=self.__next_f||[]).push([alert])",
  "self.__next_f.push()",
  '$RC("B:0","S:0");alert(1)',
  '$RC("B:0",alert(1))',
  '$RX("a\\",alert(1),\\"")',
  `${REACT_FUNCTIONS[1]}alert(1)`,
  "$RC=alert",
  "",
]) {
  test(`a planted script is refused: ${planted.slice(0, 50)}`, () => assert.deepEqual(allowed(planted), []));
}

test("only scripts without attributes are allowed, and Next's first one", () => {
  const text = "boot();";
  for (const attributes of ['nonce="x"', 'type="module"', 'id="a"', "async", 'src="/a.js"', 'type="application/ld+json"'])
    assert.deepEqual(allowedScripts(`<script ${attributes}>${text}</script>`, [text]), []);
  assert.deepEqual(allowedScripts(`<script id="_R_">${text}</script>`, [text]), [text]);
});

test("React's functions are still the ones we allow", () => {
  const path = "../node_modules/next/dist/compiled/react-dom/cjs/react-dom-server.node.production.js";
  const source = readFileSync(new URL(path, import.meta.url), "utf8");
  for (const text of REACT_FUNCTIONS) assert.ok(source.includes(text), text);
});

test("start page, search, doctors and sign-in are the same for all, and nothing else is", () => {
  const shared = (url, method = "GET") => isShared({ url, method });
  for (const url of ["/en", "/hi", "/en/doctors", "/hi/doctors?q=skin", "/en/doctors/1?time=x", "/en/sign-in", "/hi/sign-in/password"]) assert.ok(shared(url), url);
  for (const url of ["/", "/fr", "/en/", "/en/appointments", "/en/doctors/1/2", "/en/book?doctor=/en", "//en", "/en/account", "/x.png"])
    assert.ok(!shared(url), url);
  assert.ok(!shared("/en/doctors", "POST"));
});

test("a shared page's maker hears nothing of the visitor", () => {
  const request = { headers: { host: "a", cookie: "b", "accept-language": "hi", authorization: "c", "user-agent": "d", rsc: "1", "x-forwarded-for": "e" } };
  forgetVisitor(request);
  assert.deepEqual(request.headers, { host: "a", rsc: "1" });
});

test("the maker of a shared page gets all headers from which the router computed `_rsc`", () => {
  const headers = { rsc: "1", "next-router-state-tree": "a", "next-router-prefetch": "1", "next-router-segment-prefetch": "b", "next-url": "/en" };
  const request = { headers: { ...headers, cookie: "c" } };
  forgetVisitor(request);
  assert.deepEqual(request.headers, headers);
});

test("a page that the API broke is told as such to all who wait for it, and to nobody later", async () => {
  let go;
  const made = new Promise((resolve) => (go = resolve));
  const other = watching("/en", async (failure) => (await made, failure()));
  const one = watching("/en", async (failure) => (note(429, "7"), go(), failure()));
  assert.deepEqual(await Promise.all([one, other]), Array(2).fill({ status: 429, retryAfterSeconds: 7 }));
  assert.equal(await watching("/en", async (failure) => failure()), null);
});

test("the API away, late or broken is 503; what it finds wrong is not", async () => {
  for (const [status, told] of [[0, 503], [500, 503], [504, 503], [403, undefined], [200, undefined]]) {
    const failure = await watching("/x", async (failure) => (note(status, null), failure()));
    assert.equal(failure?.status, told);
  }
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
