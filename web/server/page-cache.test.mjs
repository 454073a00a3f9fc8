import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { setImmediate } from "node:timers/promises";

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

/** Stores an entry twice, because the first call only writes the tags that did not exist. */
async function madeToStay(key, tags) {
  await made(key, tags);
  await made(key, tags);
}

/** Deletes the tags, as Valkey does when it is full or restarted. */
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

test("a doctor's page is made once, though nobody has asked for the doctor before", async () => {
  const id = "018cc2c8-f8c0-7f4a-8bf2-56bacff8b5f7";
  const key = `/route-cache/APP_PAGE/0a1b/$/en/doctors/${id}`;
  await cache.get(key, {});
  mock.timers.tick(5);
  await cache.get("/v1/doctors/1", { tags: [`doctor:${id}`] });
  mock.timers.tick(5);
  await cache.set(key, page(`doctor:${id}`), {});
  assert.ok(await cache.get(key, {}));
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

const TAGS = ["doctor:1"];

test("a value is made once, and again after a change", async () => {
  const make = mock.fn(async () => ({ parts: make.mock.callCount() }));
  for (const expected of [0, 0]) assert.equal((await cache.made("/g", TAGS, make)).parts, expected);
  mock.timers.tick(10);
  await cache.revalidateTag("doctor:1");
  mock.timers.tick(10);
  for (const expected of [1, 1, 1]) assert.equal((await cache.made("/g", TAGS, make)).parts, expected);
});

test("a value that was made before a change, and kept after it, is not used again", async () => {
  const old = await cache.made("/h", TAGS, async () => {
    mock.timers.tick(10);
    await cache.revalidateTag("doctor:1");
    mock.timers.tick(10);
    return { parts: "old" };
  });
  assert.equal(old.parts, "old");
  assert.equal((await cache.made("/h", TAGS, async () => ({ parts: "new" }))).parts, "new");
  assert.equal((await cache.made("/h", TAGS, assert.fail)).parts, "new");
});

test("calls at the same time share a value, but not one whose making began before a change", async () => {
  const started = Promise.withResolvers();
  const made = Promise.withResolvers();
  const first = cache.made("/i", TAGS, () => (started.resolve(), made.promise));
  await started.promise;
  const second = cache.made("/i", TAGS, assert.fail);
  made.resolve({ parts: "shared" });
  assert.deepEqual([(await first).parts, (await second).parts], ["shared", "shared"]);

  mock.timers.tick(10);
  await cache.revalidateTag("doctor:1");
  mock.timers.tick(10);
  const [again, old] = [Promise.withResolvers(), Promise.withResolvers()];
  const third = cache.made("/i", TAGS, () => (again.resolve(), old.promise));
  await again.promise;
  mock.timers.tick(10);
  await cache.revalidateTag("doctor:1");
  const fourth = cache.made("/i", TAGS, async () => ({ parts: "new" }));
  await setImmediate();
  old.resolve({ parts: "old" });
  assert.deepEqual([(await third).parts, (await fourth).parts], ["old", "new"]);
  mock.timers.tick(10);
  assert.equal((await cache.made("/i", TAGS, assert.fail)).parts, "new");
});

test("a value that could not be made is tried again", async () => {
  await assert.rejects(cache.made("/j", TAGS, () => Promise.reject(new Error("away"))), /away/);
  assert.equal((await cache.made("/j", TAGS, async () => ({ parts: 1 }))).parts, 1);
});

test("a value is kept for a day, and that something is not there for a minute", async () => {
  await cache.made("/k", TAGS, async () => ({ status: 404 }));
  assert.deepEqual([...lives].flatMap(([key, seconds]) => (key.includes(":page:") ? [seconds] : [])), [60]);
  await cache.made("/l", TAGS, async () => ({ parts: 1 }));
  await cache.made("/l", TAGS, assert.fail); // it is in memory now
  mock.timers.tick(86_400_001);
  assert.equal((await cache.made("/l", TAGS, async () => ({ parts: 2 }))).parts, 2);
});

test("large values are compressed, small ones are not", async () => {
  for (const [key, length] of [["/small", 1000], ["/large", 100_000]]) {
    await cache.made(key, TAGS, async () => ({ parts: "a".repeat(length) }));
    assert.equal((await cache.made(key, TAGS, assert.fail)).parts.length, length);
  }
  const [small, large] = [...kept].flatMap(([key, bytes]) => (key.includes(":page:") ? [bytes] : []));
  assert.ok(small.includes("a".repeat(1000)));
  assert.ok(large.length < 1000);
});

test("without Valkey a value is made each time", async () => {
  store.read = async () => null;
  for (const parts of [1, 2]) assert.equal((await cache.made("/m", TAGS, async () => ({ parts }))).parts, parts);
});
