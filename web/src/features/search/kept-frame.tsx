"use client";

import { CONTENT } from "@/lib/search-frame";

const ID = "asked";

/** What a document brought, for when the visitor comes back to it: only a document brings a frame, and there is one. */
let brought: string | undefined;

/** In the frame that all searches share: the place of the content, which server/search-documents.mjs puts there. */
export function KeptFrame() {
  const html = typeof window === "undefined" ? CONTENT : (brought ??= document.getElementById(ID)?.innerHTML ?? "");
  return <div id={ID} dangerouslySetInnerHTML={{ __html: html }} />;
}
