// The placeholders in the frame that all searches in a language share. No other part of a page contains these words.
import { markupPlace } from "./placeholders.mjs";

export const PLACES = {
  content: markupPlace("asked"),
  title: "AMRUTAM-TITLE",
  canonical: "AMRUTAM-CANONICAL",
  search: "?at=AMRUTAM-SEARCH",
};
