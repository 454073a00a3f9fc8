// The documents of searches. All of a language have the same frame (header, footer, scripts, the router's first data),
// which Next makes once. What depends on the question is put in as text: of a page that Next makes, most goes into the frame.
import { CANONICAL, CONTENT, given, SEARCH, TITLE } from "./search-frame.mjs";

const SEARCHES = /^\/(en|hi)\/doctors(?=\?|$)/;

/** The language, if the request is for the document of a search: what the router asks for is Next's. */
export function searchLocale({ method, url, headers }) {
  return method === "GET" && headers.rsc === undefined ? SEARCHES.exec(url)?.[1] : undefined;
}

/** Makes documents; `askFrame(locale)` is asked for each language once, and again after it failed. */
export function documents(askFrame) {
  const frames = new Map();
  const frameOf = (locale) => {
    if (!frames.has(locale)) frames.set(locale, askFrame(locale).then(cut));
    frames.get(locale).catch(() => frames.delete(locale));
    return frames.get(locale);
  };
  return async (locale, url) => {
    const frame = await frameOf(locale);
    const [, search = ""] = url.split(/(?=\?)/, 2);
    const answer = await given.answerTo(locale, paramsOf(search));
    return filled(frame, {
      [CONTENT]: await given.contentHtml(locale, answer),
      [TITLE]: answer.title,
      [CANONICAL]: answer.canonical,
      [SEARCH]: search,
    });
  };
}

/** The first value of each name. */
function paramsOf(search) {
  const params = new URLSearchParams(search);
  return Object.fromEntries([...params.keys()].map((name) => [name, params.get(name)]));
}

const PLACE = new RegExp(`(${[CONTENT, TITLE, CANONICAL, SEARCH].map((one) => RegExp.escape(one)).join("|")})`);

/** The frame as `{text}` and places, each `{name, write}`. */
export function cut(frame) {
  let isScript = false;
  return frame.split(PLACE).map((part, index) => {
    if (index % 2 === 1) return { name: part, write: part === CONTENT ? String : isScript ? inScript : inHtml };
    isScript = part.lastIndexOf("<script") > part.lastIndexOf("</script") || (isScript && !part.includes("</script"));
    return { text: part };
  });
}

export function filled(frame, values) {
  return frame.map(({ text, name, write }) => text ?? write(values[name])).join("");
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
function inHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

/** Within a text of the router's data, which is JSON within a JavaScript string; `$` at its start would be a reference. */
function inScript(text) {
  const inner = JSON.stringify(text.replace(/^\$/, "$$$$")).slice(1, -1);
  return JSON.stringify(inner).slice(1, -1).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
