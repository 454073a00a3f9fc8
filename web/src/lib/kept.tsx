"use client";

import { markupPlace } from "./placeholders";

/**
 * The markup by id of the document that the browser has loaded. It is kept for a visitor who returns to that page, because the router's own
 * data contains none of it.
 */
const brought: Record<string, string> = {};

/**
 * An element whose markup React does not hydrate. On the server it has the placeholder of the frame; in a browser it
 * keeps the markup that the document had: see server/frames.mjs.
 */
export function Kept({ id }: { id: string }) {
  const html = typeof window === "undefined" ? markupPlace(id) : (brought[id] ??= document.getElementById(id)?.innerHTML ?? "");
  return <div id={id} dangerouslySetInnerHTML={{ __html: html }} />;
}
