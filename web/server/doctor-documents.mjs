// Documents of doctors' pages. All documents in a language share a frame; the doctor's texts and markup are inserted
// (see frames.mjs), and kept in the page cache until the doctor changes, for a day at most.
import { createHash } from "node:crypto";

import { PLACES } from "./doctor-frame.mjs";
import { filled, framesOf } from "./frames.mjs";
import { given } from "./rendering.mjs";

const PAGES = /^\/(en|hi)\/doctors\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\?|$)/;

/**
 * Returns a function that makes the document of a doctor's page for a request: `headers` as pairs of name and value, and `body` as a
 * Buffer. The function returns undefined if Next must answer: for another path or method than GET, for a request of Next's client-side
 * router (header `rsc`), if the doctor does not exist, or if the document could not be made. `cache`: a `PageCache`; `askFrame`: see
 * `framesOf`.
 */
export function doctorDocuments(cache, askFrame) {
  const frameOf = framesOf(askFrame, PLACES);
  return async (request) => {
    const [, locale, id] = namedBy(request) ?? [];
    if (id === undefined) return undefined;
    try {
      const { headers, pieces } = await frameOf(locale);
      const { parts } = await cache.made(`doctor-document:${locale}:${id}`, [`doctor:${id}`], () => partsOf(locale, id));
      return parts && documentOf(headers, filled(pieces, { ...parts, id }));
    } catch (error) {
      console.error("doctor_document", error);
      return undefined;
    }
  };
}

function namedBy({ method, url, headers }) {
  return method === "GET" && headers.rsc === undefined ? PAGES.exec(url) : null;
}

/**
 * Makes the value for the page cache: `{parts}` with the texts and markup of the doctor, or `{status: 404}` if the
 * doctor does not exist.
 */
async function partsOf(locale, id) {
  const parts = await given.doctor(locale, id);
  return parts ? { parts } : { status: 404 };
}

function documentOf(headers, text) {
  const body = Buffer.from(text);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  return { headers: [...headers, ["etag", etag]], body };
}
