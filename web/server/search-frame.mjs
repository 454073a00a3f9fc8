// The frame that the documents of all searches in a language share, as Next makes it, and where it meets what fills it:
// Next's bundles and server.mjs are one process.

/** What stands in the frame in place of what depends on the question. No such word is in a page otherwise. */
export const CONTENT = "AMRUTAM-CONTENT";
export const TITLE = "AMRUTAM-TITLE";
export const CANONICAL = "AMRUTAM-CANONICAL";
export const SEARCH = "?at=AMRUTAM-SEARCH";

/** Asks Next for the frame. Only server.mjs sends it: it takes it from what visitors send. */
export const FRAME_HEADER = "amrutam-frame";

/** What Next's bundles give: `answer(locale, params)` and `contentHtml(locale, answer)`. They are there once a frame was made. */
export const given = (globalThis[Symbol.for("amrutam.search")] ??= {});
