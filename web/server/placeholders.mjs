// The placeholders for markup, as Next's bundles, browsers and the modules of frames write and find them: see frames.mjs.

const MARKUP = "AMRUTAM-MARKUP-";

/** The placeholder for the markup in the element with this id. No other part of a page contains this word. */
export function markupPlace(id) {
  return MARKUP + id;
}

export function isMarkup(place) {
  return place.startsWith(MARKUP);
}
