import type { Locale } from "@/i18n/routing";
import { staticHtml } from "@/i18n/static-html";

import { answerTo } from "./answer";
import type { Params } from "./question";
import { SearchContent } from "./search-content";

/** What server/search-documents.mjs inserts into the frame of searches. */
export async function searchParts(locale: Locale, params: Params) {
  const answer = await answerTo(locale, params);
  const { title, canonical } = answer;
  return { title, canonical, content: await staticHtml(locale, ["search", "common"], "asked", <SearchContent {...answer} />) };
}
