// The inline scripts that a page without a nonce may run. Each must match completely; any other is refused, whatever wrote it into the
// page.
import { existsSync, readFileSync } from "node:fs";

import { REACT_FUNCTIONS, THEME_SCRIPT } from "./known-inline.mjs";

// Matches scripts without attributes, and Next's first script, which has an id. Data blocks (`type="application/ld+json"`) do not run,
// so the policy does not apply to them.
const INLINE_SCRIPT = /<script(?: id="_R_")?>([\s\S]*?)<\/script>/g;

const ROUTER_STARTS = "(self.__next_f=self.__next_f||[]).push(";
const ROUTER_DATA = "self.__next_f.push(";

/** A call of one of React's functions that show late parts, with plain texts: `$RC("B:0","S:0")`. */
const REACT_CALL = /^;?\$R[CSX]\("[^"\\<]*"(?:,"[^"\\<]*")*\)$/;

/**
 * The texts of the allowed inline scripts in a page, each once. `known`: further texts that are allowed, such as the
 * start script of this build.
 */
export function allowedScripts(html, known = []) {
  const texts = new Set(Array.from(html.matchAll(INLINE_SCRIPT), ([, text]) => text));
  return [...texts].filter((text) => text === THEME_SCRIPT || known.includes(text) || isRouterData(text) || isReacts(text));
}

/** The scripts that start this build's pages, from its manifest; none without a manifest. `folder` is a URL. */
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

/** Whether a script is React's: functions, a call, or both. React writes each function once, before its first call. */
function isReacts(text) {
  let rest = text;
  for (const known of REACT_FUNCTIONS) if (rest.startsWith(known)) rest = rest.slice(known.length);
  return rest === "" ? text !== "" : REACT_CALL.test(rest);
}
