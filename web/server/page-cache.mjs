// Next's cache of rendered pages and of what they fetched, kept in a Valkey of its own that forgets what is used
// least: every replica serves the same page, and one that hears of a change makes all of them render it anew. Keys
// hold the platform and the build. With Valkey away, or none named, each page is rendered when it is asked for.
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";

import { countLook } from "./metrics.mjs";
import { store } from "./valkey.mjs";

const [pack, unpack] = [promisify(zstdCompress), promisify(zstdDecompress)];
const TAGS_HEADER = "x-next-cache-tags";
/** Next's own tags, one for each part of an address: nobody ever changes them. */
const NEXTS_TAG = "_N_T_";
const PAGE_SECONDS = 86_400;
/** Addresses that lead nowhere can be made up without end: their pages are soon forgotten. */
const MISSING_SECONDS = 60;
const TAG_SECONDS = 2 * PAGE_SECONDS;
/** As many as most visitors ask for, unpacked: what then is left to ask Valkey for is whether they have changed. */
const MOST_AT_HAND = 100;

export default class PageCache {
  async get(key, context) {
    const found = atHand.get(key);
    const entry = found ?? (await kept(key));
    if (entry && !(await hasChanged(tagsOf(entry.value, context), entry.lastModified))) {
      countLook(found ? "at_hand" : "kept");
      keepAtHand(key, entry);
      return entry;
    }
    countLook("missed");
    atHand.delete(key);
    await begin(key, context);
    return null;
  }

  async set(key, value, context) {
    if (!value) return;
    const entry = { value, lastModified: beginning(key), cacheControl: context.cacheControl };
    await writeMissing(tagsOf(value, context));
    const packed = await pack(serialize(entry));
    await store.read((valkey) => valkey.set(name("page", key), packed, { EX: secondsOf(value) }));
  }

  revalidateTag(tags) {
    return markChanged([tags].flat());
  }

  resetRequestCache() {}
}

/** Each tag keeps the time of its last change: what was made before it is not served again. Raises when Valkey is away. */
export async function markChanged(tags) {
  const now = String(Date.now());
  for (const tag of tags) {
    await store.write((valkey) => valkey.set(name("tag", tag), now, { EX: TAG_SECONDS }));
  }
}

async function kept(key) {
  const packed = await store.read((valkey) => valkey.get(name("page", key)), true);
  return packed && deserialize(await unpack(packed));
}

const atHand = new Map();

function keepAtHand(key, entry) {
  atHand.delete(key);
  if (secondsOf(entry.value) < PAGE_SECONDS) return;
  if (atHand.size >= MOST_AT_HAND) atHand.delete(atHand.keys().next().value);
  atHand.set(key, entry);
}

// A page is as old as what it was made of: a change that comes while it is being made must count as
// later. So its time is that of the look-up that found nothing.
const begun = new Map();
const MOST_BEGUN = 1000;

async function begin(key, context) {
  if (begun.size >= MOST_BEGUN) begun.clear();
  await writeMissing(tagsOf(undefined, context)); // before the time is taken, so that what is fetched now can be kept
  if (!begun.has(key)) begun.set(key, Date.now() + 1);
}

function beginning(key) {
  const time = begun.get(key) ?? Date.now();
  begun.delete(key);
  return time;
}

// Valkey may forget a tag before a page that carries it, and with it a change: so a tag that is missing counts as
// changed, and one that is written anew as changed just now. A page whose tag was missing while it was made is made
// once more; were the tag written with an older time, a change that was forgotten meanwhile would be overlooked.
async function writeMissing(tags) {
  const now = String(Date.now());
  const written = (valkey) =>
    Promise.all(tags.map((tag) => valkey.set(name("tag", tag), now, { EX: TAG_SECONDS, condition: "NX" })));
  await store.read(written);
}

async function hasChanged(tags, since) {
  if (tags.length === 0) return false;
  // Not one MGET: a cluster has them in different places.
  const times = await store.read((valkey) => Promise.all(tags.map((tag) => valkey.get(name("tag", tag)))));
  return times === null || times.some((time) => time === null || Number(time) >= since);
}

function tagsOf(value, context) {
  const ofPage = value?.headers?.[TAGS_HEADER];
  const listed = typeof ofPage === "string" ? ofPage.split(",") : [];
  const all = [...listed, ...(value?.tags ?? []), ...(context.tags ?? []), ...(context.softTags ?? [])];
  return [...new Set(all)].filter((tag) => tag && !tag.startsWith(NEXTS_TAG));
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
