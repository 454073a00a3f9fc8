// The header and the functions by which server.mjs gets frames (documents with placeholders, see frames.mjs) and the values for the
// placeholders from Next's bundles. The bundles run in the same process and share this module.

/** The header that asks Next for a frame. Only server.mjs sends it, and removes it from visitors' requests for shared pages. */
export const FRAME_HEADER = "amrutam-frame";

/** The functions of `src/pages/api/documents.ts`, `{search, doctor}`. They exist once a frame was made. */
export const given = (globalThis[Symbol.for("amrutam.documents")] ??= {});
