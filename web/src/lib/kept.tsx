"use client";

import { markupPlace } from "./placeholders";

/**
 * The markup that the loaded document had, by the id of its element. A visitor who leaves the page and returns without
 * a new document sees this markup, because the data of Next's client-side router do not contain it.
 */
const brought: Record<string, string> = {};

/**
 * An element whose markup React does not hydrate. On the server it contains a placeholder, which server/frames.mjs replaces by the
 * markup for each request; in a browser it keeps the markup that the document had.
 */
export function Kept({ id }: { id: string }) {
  const html = typeof window === "undefined" ? markupPlace(id) : (brought[id] ??= document.getElementById(id)?.innerHTML ?? "");
  return <div id={id} dangerouslySetInnerHTML={{ __html: html }} />;
}
