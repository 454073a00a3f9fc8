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
    set: async (key, value, { EX }) => void (kept.set(key, value), lives.set(key, EX)),
  };
  store.read = store.write = (command) => command(valkey);
});

async function made(key, tags = "doctor:1") {
  await cache.get(key, {});
  mock.timers.tick(50);
  await cache.set(key, page(tags), {});
}

test("a page is kept until one of its tags changes", async () => {
  await made("/a", "doctor:1,doctors");
  assert.equal((await cache.get("/a", {})).value.html, "<p>");
  mock.timers.tick(1);
  await cache.revalidateTag("doctors", { expire: 0 });
  assert.equal(await cache.get("/a", {}), null);
});

test("another's change leaves it", async () => {
  await made("/a");
  mock.timers.tick(1);
  await cache.revalidateTag(["doctor:2"]);
  assert.ok(await cache.get("/a", {}));
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

test("addresses that lead nowhere are soon forgotten", async () => {
  await cache.set("/nowhere", page("", 404), {});
  assert.deepEqual([...lives.values()], [60]);
});
