import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import PageCache from "./page-cache.mjs";
import { store } from "./valkey.mjs";

const cache = new PageCache();
const page = (tags, status = 200) => ({ kind: "APP_PAGE", html: "<p>", status, headers: { "x-next-cache-tags": tags } });
let kept;
let lives;

beforeEach(() => {
  kept = new Map();
  lives = new Map();
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: 1000 });
  const valkey = {
    get: async (key) => kept.get(key) ?? null,
    mGet: async (keys) => keys.map((key) => kept.get(key) ?? null),
    set: async (key, value, { EX, condition }) => {
      if (condition === "NX" && kept.has(key)) return;
      kept.set(key, value);
      lives.set(key, EX);
    },
  };
  store.read = store.write = (command) => command(valkey);
});

async function made(key, tags = "doctor:1") {
  await cache.get(key, {});
  mock.timers.tick(50);
  await cache.set(key, page(tags), {});
}

/** Twice: the first writes the tags that nobody had written. */
async function madeToStay(key, tags) {
  await made(key, tags);
  await made(key, tags);
}

/** As Valkey does when it is full, or was started anew. */
const forgetTags = () => [...kept.keys()].filter((key) => key.includes(":tag:")).forEach((key) => kept.delete(key));

test("a page is kept until one of its tags changes", async () => {
  await madeToStay("/a", "doctor:1,doctors");
  assert.equal((await cache.get("/a", {})).value.html, "<p>");
  mock.timers.tick(1);
  await cache.revalidateTag("doctors", { expire: 0 });
  assert.equal(await cache.get("/a", {}), null);
});

test("another's change leaves it", async () => {
  await madeToStay("/c");
  mock.timers.tick(1);
  await cache.revalidateTag(["doctor:2"]);
  assert.ok(await cache.get("/c", {}));
});

test("a change that comes while a page is being made counts as later", async () => {
  await cache.get("/b", {});
  mock.timers.tick(10);
  await cache.revalidateTag("doctor:1");
  mock.timers.tick(10);
  await cache.set("/b", page("doctor:1"), {});
  assert.equal(await cache.get("/b", {}), null);
  await cache.set("/b", page("doctor:1"), {});
  assert.ok(await cache.get("/b", {}));
});

test("a tag that was forgotten counts as changed", async () => {
  await madeToStay("/d");
  assert.ok(await cache.get("/d", {}));
  forgetTags();
  assert.equal(await cache.get("/d", {}), null);
  await madeToStay("/d");
  assert.ok(await cache.get("/d", {}));
});

test("a change that is forgotten while a page is being made is not overlooked", async () => {
  await madeToStay("/e");
  mock.timers.tick(1);
  await cache.revalidateTag("doctor:1");
  await cache.get("/e", {});
  mock.timers.tick(10);
  await cache.revalidateTag("doctor:1");
  forgetTags();
  await cache.set("/e", page("doctor:1"), {});
  assert.equal(await cache.get("/e", {}), null);
});

test("what is fetched with its tags named is kept at once", async () => {
  const fetched = { kind: "FETCH", data: { status: 200 }, tags: ["doctor:9"] };
  await cache.get("/v1/doctors/9", { tags: ["doctor:9"] });
  await cache.set("/v1/doctors/9", fetched, { tags: ["doctor:9"] });
  assert.ok(await cache.get("/v1/doctors/9", { tags: ["doctor:9"] }));
});

test("nobody changes the tags that Next adds: they are neither kept nor asked for", async () => {
  await madeToStay("/f", "doctor:1,_N_T_/layout");
  assert.ok(await cache.get("/f", { softTags: ["_N_T_/f"] }));
  assert.equal([...kept.keys()].filter((key) => key.includes(":tag:")).length, 1);
});

test("addresses that lead nowhere are soon forgotten", async () => {
  await cache.set("/nowhere", page("", 404), {});
  assert.deepEqual([...lives.values()], [60]);
});
