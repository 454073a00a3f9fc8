// Which inline scripts a page may run that is sent without a nonce. Each is matched whole; any other is not allowed,
// whoever wrote it into the page.
import { existsSync, readFileSync } from "node:fs";

import { REACT_FUNCTIONS, THEME_SCRIPT } from "./known-inline.mjs";

// Only scripts without attributes, and Next's first one. Blocks of data (`type="application/ld+json"`) are not run:
// no policy applies to them.
const INLINE_SCRIPT = /<script(?: id="_R_")?>([\s\S]*?)<\/script>/g;

const ROUTER_STARTS = "(self.__next_f=self.__next_f||[]).push(";
const ROUTER_DATA = "self.__next_f.push(";

/** A call of one of React's functions that show what came late, with plain texts: `$RC("B:0","S:0")`. */
const REACT_CALL = /^;?\$R[CSX]\("[^"\\<]*"(?:,"[^"\\<]*")*\)$/;

/** The texts of the allowed inline scripts in a page, each once. `known` are texts beside the ones of every build. */
export function allowedScripts(html, known = []) {
  const texts = new Set(Array.from(html.matchAll(INLINE_SCRIPT), ([, text]) => text));
  return [...texts].filter((text) => text === THEME_SCRIPT || known.includes(text) || isRouterData(text) || isReacts(text));
}

/** The script by which this build's pages start, as its manifest has it; `folder` is a URL. */
export function bootScripts(folder) {
  const manifest = new URL(".next/build-manifest.json", folder);
  if (!existsSync(manifest)) return [];
  const pages = Object.values(JSON.parse(readFileSync(manifest, "utf8")).pagesChunkGroupBootstrapParams ?? {});
  return [...new Set(pages.map((page) => `(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push(${JSON.stringify(page)});`))];
}

function isRouterData(text) {
  const call = [ROUTER_STARTS, ROUTER_DATA].find((start) => text.startsWith(start));
  return call !== undefined && text.endsWith(")") && isJson(text.slice(call.length, -1));
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** React writes its functions once, before the first call of them. */
function isReacts(text) {
  let rest = text;
  for (const known of REACT_FUNCTIONS) if (rest.startsWith(known)) rest = rest.slice(known.length);
  return rest === "" ? text !== "" : REACT_CALL.test(rest);
}
