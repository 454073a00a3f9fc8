// Documents of searches. All documents in a language share a frame; the parts that depend on the query are inserted (see frames.mjs).
import { URLSearchParams } from "node:url";

import { filled, framesOf } from "./frames.mjs";
import { given } from "./rendering.mjs";
import { PLACES } from "./search-frame.mjs";

const SEARCHES = /^\/(en|hi)\/doctors(?=\?|$)/;

/**
 * Returns a function that makes the document for a request: `headers` as pairs of name and value, and `body` as a text.
 * The function returns undefined if Next must answer: for another path or method than GET, for a request of Next's
 * client-side router (header `rsc`), or if the document could not be made. `askFrame`: see `framesOf`.
 */
export function searchDocuments(askFrame) {
  const frameOf = framesOf(askFrame, PLACES);
  return async (request) => {
    const locale = languageOf(request);
    if (locale === undefined) return undefined;
    try {
      const { headers, pieces } = await frameOf(locale);
      return { headers, body: await bodyOf(pieces, locale, request.url) };
    } catch (error) {
      console.error("search_document", error);
      return undefined;
    }
  };
}

function languageOf({ method, url, headers }) {
  return method === "GET" && headers.rsc === undefined ? SEARCHES.exec(url)?.[1] : undefined;
}

async function bodyOf(pieces, locale, url) {
  const [, search = ""] = /(\?.+)?$/.exec(url);
  return filled(pieces, { ...(await given.search(locale, paramsOf(search))), search });
}

/** The URL's parameters by name, each with its first value. */
function paramsOf(search) {
  const params = new URLSearchParams(search);
  return Object.fromEntries([...params.keys()].map((name) => [name, params.get(name)]));
}
