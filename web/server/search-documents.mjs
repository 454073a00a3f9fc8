// The documents of searches. All of a language have the same frame (header, footer, scripts, the router's first data),
// which Next makes once. What depends on the question is put in as text: of a page that Next makes, most goes into the frame.
import { URLSearchParams } from "node:url";

import { CANONICAL, CONTENT, given, SEARCH, TITLE } from "./search-frame.mjs";

const SEARCHES = /^\/(en|hi)\/doctors(?=\?|$)/;

const HEADERS = ["vary", "link"];

/**
 * Gives a function that makes the document for a request, `{headers, body}`; undefined where Next is to answer: for what is no search, for the
 * router, and where it could not be made. `askFrame(locale)` is asked for Next's answer once for each language, and again after it failed.
 */
export function searchDocuments(askFrame) {
  const frames = new Map();
  const frameOf = (locale) => {
    if (!frames.has(locale)) frames.set(locale, askFrame(locale).then(read));
    return frames.get(locale).catch((error) => (frames.delete(locale), Promise.reject(error)));
  };
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

async function read(answer) {
  if (!answer.ok) throw new Error(`the frame of searches: ${answer.status}`);
  const headers = HEADERS.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []));
  return { headers, pieces: cut(await answer.text()) };
}

async function bodyOf(pieces, locale, url) {
  const [, search = ""] = /(\?.+)?$/.exec(url);
  const answer = await given.answerTo(locale, paramsOf(search));
  return filled(pieces, {
    [CONTENT]: await given.contentHtml(locale, answer),
    [TITLE]: answer.title,
    [CANONICAL]: answer.canonical,
    [SEARCH]: search,
  });
}

/** The first value of each name. */
function paramsOf(search) {
  const params = new URLSearchParams(search);
  return Object.fromEntries([...params.keys()].map((name) => [name, params.get(name)]));
}

const PLACE = new RegExp(`(${[CONTENT, TITLE, CANONICAL, SEARCH].map((one) => RegExp.escape(one)).join("|")})`);

/** The frame in pieces: `{text}`, or a place, `{name, written}`, with how a value is written there. */
function cut(frame) {
  let isScript = false;
  return frame.split(PLACE).map((part, index) => {
    if (index % 2 === 1) return { name: part, written: part === CONTENT ? String : isScript ? inScript : inHtml };
    const [opened, closed] = [part.lastIndexOf("<script"), part.lastIndexOf("</script")];
    if (opened !== closed) isScript = opened > closed;
    return { text: part };
  });
}

function filled(pieces, values) {
  return pieces.map(({ text, name, written }) => text ?? written(values[name])).join("");
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

function inHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

/** Within a text of the router's data, which is JSON within a script's text. There a first `$` would be a reference. */
function inScript(text) {
  const json = JSON.stringify(text.replace(/^\$/, "$$$$")).slice(1, -1);
  return JSON.stringify(json).slice(1, -1).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
