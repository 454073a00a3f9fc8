// The cache of rendered pages and fetched data (Next's) and of doctors' documents, in its own Valkey with LRU eviction. Every replica serves
// the same page, and a replica that is informed of a change invalidates the page for all. Keys contain the build, so that no build reads
// another one's pages, and the platform's public URL (hashed). Without Valkey each page is rendered for each request.
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";

import { countLook } from "./metrics.mjs";
import { store } from "./valkey.mjs";

const [pack, unpack] = [promisify(zstdCompress), promisify(zstdDecompress)];
/** The first bytes of compressed data (RFC 8878). */
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** The size in bytes up to which compression costs more than it saves. */
const MOST_UNPACKED = 16_384;
const TAGS_HEADER = "x-next-cache-tags";
/** The beginning of Next's own tags, one for each part of a path. Nothing reports a change of them, so they are ignored. */
const NEXTS_TAG = "_N_T_";
const PAGE_SECONDS = 86_400;
/** Pages with an error status expire early, because there is no limit to the number of paths that do not exist. */
const MISSING_SECONDS = 60;
const TAG_SECONDS = 2 * PAGE_SECONDS;
/**
 * The largest number of uncompressed pages in memory: the most recently used ones, which most requests are for. Of these
 * pages Valkey is asked only whether they have changed.
 */
const MOST_AT_HAND = 100;

const DOCTORS_PAGE = /\/doctors\/([0-9a-f-]{36})$/;

/** Next's cache handler (`cacheHandler` in next.config.ts); documents of doctors use `made`. */
export default class PageCache {
  #making = new Map();

  async get(key, context) {
    const entry = await present(key, context);
    if (entry) return entry;
    await begin(key, context);
    return null;
  }

  /**
   * The cached value of a key, or the one that `make` returns, which is then cached until one of `tags` changes, for a day
   * at most (with a `status` from 400 for a minute). Concurrent calls share one call of `make`, unless a tag has changed
   * since that call began or Valkey is unreachable. Rejects as `make` does; then nothing is cached.
   */
  async made(key, tags, make) {
    const entry = await present(key, { tags });
    if (entry && Date.now() < entry.lastModified + PAGE_SECONDS * 1000) return entry.value;
    const shared = await this.#making.get(key);
    if (shared && !(await hasChanged(tags, shared.lastModified))) return shared.value;
    const making = makeEntry(key, tags, make).finally(() => this.#making.get(key) === making && this.#making.delete(key));
    this.#making.set(key, making);
    return (await making).value;
  }

  async set(key, value, context) {
    if (!value) return;
    await keep(key, { value, lastModified: beginning(key), cacheControl: context.cacheControl }, tagsOf(value, context));
  }

  revalidateTag(tags) {
    return markChanged([tags].flat());
  }

  resetRequestCache() {}
}

/**
 * Stores the present time as the last change of each tag: entries that were made earlier with one of these tags are not
 * served again. Throws when Valkey is unreachable; has no effect if none is configured.
 */
export async function markChanged(tags) {
  const now = String(Date.now());
  for (const tag of tags) {
    await store.write((valkey) => valkey.set(name("tag", tag), now, { EX: TAG_SECONDS }));
  }
}

/** The cached entry, if none of its tags has changed since it was made; otherwise undefined. Counts the look-up in the metrics. */
async function present(key, context) {
  const found = atHand.get(key);
  const entry = found ?? (await kept(key));
  if (!entry || (await hasChanged(tagsOf(entry.value, context), entry.lastModified))) {
    countLook("missed");
    atHand.delete(key);
    return undefined;
  }
  countLook(found ? "at_hand" : "kept");
  keepAtHand(key, entry);
  return entry;
}

async function makeEntry(key, tags, make) {
  const lastModified = await beginningOf(tags);
  const entry = { value: await make(), lastModified };
  await keep(key, entry, tags);
  return entry;
}

async function keep(key, entry, tags) {
  const bytes = serialize(entry);
  const packed = bytes.length > MOST_UNPACKED ? await pack(bytes) : bytes;
  const written = store.read((valkey) => valkey.set(name("page", key), packed, { EX: secondsOf(entry.value) }));
  await Promise.all([writeMissing(tags), written]);
}

async function kept(key) {
  const packed = await store.read((valkey) => valkey.get(name("page", key)), true);
  return packed && deserialize(ZSTD.equals(packed.subarray(0, ZSTD.length)) ? await unpack(packed) : packed);
}

const atHand = new Map();

function keepAtHand(key, entry) {
  atHand.delete(key);
  if (secondsOf(entry.value) < PAGE_SECONDS) return;
  if (atHand.size >= MOST_AT_HAND) atHand.delete(atHand.keys().next().value);
  atHand.set(key, entry);
}

// When the making of each page began, in Unix ms by the page's key. An entry gets this time, so that a change during
// the making counts as later than the entry.
const begun = new Map();
const MOST_BEGUN = 1000;

async function begin(key, context) {
  if (begun.size >= MOST_BEGUN) begun.clear();
  const time = await beginningOf([...tagsOf(undefined, context), ...tagsOfPath(key)]);
  if (!begun.has(key)) begun.set(key, time);
}

/**
 * Returns the time, in Unix ms, to store with an entry that has these tags and is made from now on. Missing tags are written first: if
 * they were newer than the entry, it would count as changed and be made a second time.
 */
async function beginningOf(tags) {
  await writeMissing(tags);
  return Date.now() + 1;
}

function beginning(key) {
  const time = begun.get(key) ?? Date.now();
  begun.delete(key);
  return time;
}

// Valkey may evict a tag, and with it the time of the tag's last change, before a page with that tag. So a
// missing tag counts as changed, and a tag that is written again counts as changed just now. A page whose tag
// was missing while it was made is made once more; with an older time, a change that was evicted meanwhile
// would be overlooked.
async function writeMissing(tags) {
  const now = String(Date.now());
  const written = (valkey) =>
    Promise.all(tags.map((tag) => valkey.set(name("tag", tag), now, { EX: TAG_SECONDS, condition: "NX" })));
  await store.read(written);
}

async function hasChanged(tags, since) {
  if (tags.length === 0) return false;
  // MGET is not used, because in a cluster the keys are on different servers.
  const times = await store.read((valkey) => Promise.all(tags.map((tag) => valkey.get(name("tag", tag)))));
  return times === null || times.some((time) => time === null || Number(time) >= since);
}

function tagsOf(value, context) {
  const ofPage = value?.headers?.[TAGS_HEADER];
  const listed = typeof ofPage === "string" ? ofPage.split(",") : [];
  const all = [...listed, ...(value?.tags ?? []), ...(context.tags ?? []), ...(context.softTags ?? [])];
  return [...new Set(all)].filter((tag) => tag && !tag.startsWith(NEXTS_TAG));
}

/**
 * The tags of a page that are known from its path: a doctor's page has the doctor's tag. Next names a page's tags
 * only once the page is made.
 */
function tagsOfPath(key) {
  const doctor = DOCTORS_PAGE.exec(key)?.[1];
  return doctor ? [`doctor:${doctor}`] : [];
}

function secondsOf(value) {
  const status = value.kind === "FETCH" ? value.data.status : value.status;
  return status === undefined || status < 400 ? PAGE_SECONDS : MISSING_SECONDS;
}

let prefix;
function name(kind, key) {
  prefix ??= `web:${short(process.env.AMRUTAM_PUBLIC_URL ?? "")}:${process.env.AMRUTAM_WEB_BUILD ?? ""}`;
  return `${prefix}:${kind}:${short(key)}`;
}

function short(text) {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
