// The placeholders in the frame that all doctors' pages in a language share. No other part of a page contains these words.
import { createHmac, randomBytes } from "node:crypto";

import { markupPlace } from "./placeholders.mjs";

/**
 * The frame is Next's page of a doctor with this id. The id is derived from a secret, so that all replicas share the frame,
 * and no visitor can guess its path; without the setting the id is random. Next's bundles have their own copy of this module,
 * so the id is stored in the process's global object.
 */
const id = (globalThis[Symbol.for("amrutam.doctor-frame")] ??= secretId(process.env.AMRUTAM_REVALIDATE_SECRET || randomBytes(16)));

/** The placeholders by the names of the values that replace them: the doctor's id, and what `doctorParts` returns. */
export const PLACES = {
  id,
  face: markupPlace("face"),
  about: markupPlace("about"),
  title: "AMRUTAM-TITLE",
  description: "AMRUTAM-DESCRIPTION",
  bookable: "AMRUTAM-BOOKABLE",
  query: "AMRUTAM-QUERY",
};

/** An id in the form of a UUID, derived from the secret. */
function secretId(secret) {
  const hex = createHmac("sha256", secret).update("the frame of doctors' pages").digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
