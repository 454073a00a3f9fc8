// The placeholders for markup. Next's bundles write them into a frame, a document that is rendered once, and frames.mjs replaces them for
// each request.

const MARKUP = "AMRUTAM-MARKUP-";

/** The placeholder for the markup in the element with this id. No other part of a page contains this word. */
export function markupPlace(id) {
  return MARKUP + id;
}

export function isMarkup(place) {
  return place.startsWith(MARKUP);
}
