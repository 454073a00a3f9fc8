// Frames: documents that Next makes once, with placeholders for the parts in which documents of one kind differ. Most of the cost of a
// document is in its frame (header, footer, scripts, the first data of Next's client-side router); the other parts are inserted as text.
import { isMarkup } from "./placeholders.mjs";

const HEADERS = ["vary", "link"];

/**
 * Returns a function that gets a language's frame: `headers` as pairs of name and value, and `pieces` for `filled`.
 * `askFrame(locale)` gets Next's answer once for each language, and again after a failure. `places`: the placeholders by the
 * names of their values. The function rejects if `askFrame` does, if the answer's status is no success, if the answer lacks
 * a placeholder, or if a script in it contains a placeholder for markup.
 */
export function framesOf(askFrame, places) {
  const frames = new Map();
  return (locale) => {
    if (!frames.has(locale)) frames.set(locale, askFrame(locale).then((answer) => read(answer, places)));
    return frames.get(locale).catch((error) => (frames.delete(locale), Promise.reject(error)));
  };
}

/** The document of a frame's pieces and the values by name. Values of markup are inserted as they are, all others are escaped. */
export function filled(pieces, values) {
  return pieces.map(({ text, name, written }) => text ?? written(values[name])).join("");
}

async function read(answer, places) {
  if (!answer.ok) throw new Error(`a frame could not be made: ${answer.status}`);
  const headers = HEADERS.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []));
  return { headers, pieces: cut(await answer.text(), places) };
}

/**
 * The frame in pieces, in order: `{text}`, or for a placeholder `{name, written}`, where `written` is the function that
 * encodes a value for this place.
 */
function cut(frame, places) {
  const names = new Map(Object.entries(places).map(([name, place]) => [place, name]));
  const place = new RegExp(`(${[...names.keys()].map((one) => RegExp.escape(one)).join("|")})`);
  let isScript = false;
  const pieces = frame.split(place).map((part, index) => {
    if (index % 2 === 1) return { name: names.get(part), written: writerOf(part, isScript) };
    const [opened, closed] = [part.lastIndexOf("<script"), part.lastIndexOf("</script")];
    if (opened !== closed) isScript = opened > closed;
    return { text: part };
  });
  for (const name of names.values()) if (!pieces.some((piece) => piece.name === name)) throw new Error(`a frame lacks the place of ${name}`);
  return pieces;
}

function writerOf(place, isScript) {
  if (!isMarkup(place)) return isScript ? inScript : inHtml;
  if (isScript) throw new Error(`a script of a frame contains the place of markup: ${place}`);
  return String;
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

function inHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

/** Encodes a value for a text in the data of Next's client-side router, which is JSON within a script's text. A leading `$` is doubled, because it would be a reference there. */
function inScript(text) {
  const json = JSON.stringify(text.replace(/^\$/, "$$$$")).slice(1, -1);
  return JSON.stringify(json).slice(1, -1).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
