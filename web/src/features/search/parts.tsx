import type { Locale } from "@/i18n/routing";
import { staticHtml } from "@/i18n/static-html";

import { answerTo } from "./answer";
import type { Params } from "./question";
import { SearchContent } from "./search-content";

/**
 * The parts of a search page that server/search-documents.mjs inserts into the frame, the document that all searches in
 * a language share: title, canonical query, and content in HTML. Throws `Problem` if the doctors cannot be read.
 */
export async function searchParts(locale: Locale, params: Params) {
  const answer = await answerTo(locale, params);
  const { title, canonical } = answer;
  return { title, canonical, content: await staticHtml(locale, ["search", "common"], "asked", <SearchContent {...answer} />) };
}
