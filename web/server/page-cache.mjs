// Next's cache of rendered pages and of what they fetched, kept in Valkey: every replica serves the
// same page, and one that hears of a change makes all of them render it anew. Keys hold the
// platform and the build. With Valkey away, or none named, each page is rendered when it is asked for.
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";

import { store } from "./valkey.mjs";

const [pack, unpack] = [promisify(zstdCompress), promisify(zstdDecompress)];
const TAGS_HEADER = "x-next-cache-tags";
const PAGE_SECONDS = 86_400;
/** Addresses that lead nowhere can be made up without end: their pages are soon forgotten. */
const MISSING_SECONDS = 60;
const TAG_SECONDS = 2 * PAGE_SECONDS;

export default class PageCache {
  async get(key, context) {
    const kept = await store.read((valkey) => valkey.get(name("page", key)), true);
    const entry = kept && deserialize(await unpack(kept));
    if (entry && !(await hasChanged(tagsOf(entry, context), entry.lastModified))) return entry;
    begin(key);
    return null;
  }

  async set(key, value, context) {
    if (!value) return;
    const entry = { value, lastModified: beginning(key), cacheControl: context.cacheControl };
    const kept = await pack(serialize(entry));
    await store.read((valkey) => valkey.set(name("page", key), kept, { EX: secondsOf(value) }));
  }

  /** Each tag keeps the time of its last change: what was made before it is not served again. */
  async revalidateTag(tags) {
    const now = String(Date.now());
    for (const tag of [tags].flat()) {
      await store.write((valkey) => valkey.set(name("tag", tag), now, { EX: TAG_SECONDS }));
    }
  }

  resetRequestCache() {}
}

// A page is as old as what it was made of: a change that comes while it is being made must count as
// later. So its time is that of the look-up that found nothing.
const begun = new Map();
const MOST_BEGUN = 1000;

function begin(key) {
  if (begun.size >= MOST_BEGUN) begun.clear();
  if (!begun.has(key)) begun.set(key, Date.now());
}

function beginning(key) {
  const time = begun.get(key) ?? Date.now();
  begun.delete(key);
  return time;
}

async function hasChanged(tags, since) {
  if (tags.length === 0) return false;
  // Not one MGET: a cluster has them in different places.
  const times = await store.read((valkey) => Promise.all(tags.map((tag) => valkey.get(name("tag", tag)))));
  return times === null || times.some((time) => time !== null && Number(time) >= since);
}

function tagsOf({ value }, context) {
  const ofPage = value.headers?.[TAGS_HEADER];
  const listed = typeof ofPage === "string" ? ofPage.split(",") : [];
  return [...new Set([...listed, ...(value.tags ?? []), ...(context.tags ?? []), ...(context.softTags ?? [])])];
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
