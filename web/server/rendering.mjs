// What frames and documents need of Next's bundles, which are in the same process as server.mjs and share this module.

/** The header that asks Next for a frame. Only server.mjs sends it, and removes it from visitors' requests. */
export const FRAME_HEADER = "amrutam-frame";

/** The functions of `src/pages/api/documents.ts`, `{search, doctor}`. They exist once a frame was made. */
export const given = (globalThis[Symbol.for("amrutam.documents")] ??= {});
