// The placeholders in the frame that all searches in a language share. No other part of a page contains these words.
import { markupPlace } from "./placeholders.mjs";

/** The placeholders by the names of the values that replace them: what `searchParts` returns, and the URL's query with its `?`. */
export const PLACES = {
  content: markupPlace("asked"),
  title: "AMRUTAM-TITLE",
  canonical: "AMRUTAM-CANONICAL",
  search: "?at=AMRUTAM-SEARCH",
};
