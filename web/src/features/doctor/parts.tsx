import { isProblem } from "@/api/problem";
import { recentReference } from "@/api/reference";
import { publicApi } from "@/api/server";
import type { Locale } from "@/i18n/routing";
import { staticHtml } from "@/i18n/static-html";

import { About } from "./about";
import { Face } from "./face";
import { profileOf, textsOf, type Texts } from "./profile";

/**
 * The parts of a doctor's page that server/doctor-documents.mjs inserts into the frame, the document that all doctors'
 * pages in a language share: texts, and markup in HTML. Null if the doctor does not exist; throws `Problem` if the
 * doctor cannot be read.
 */
export async function doctorParts(locale: Locale, id: string): Promise<(Texts & { face: string; about: string }) | null> {
  const profile = await profileOf(publicApi(), locale, id, recentReference(locale)).catch(nullIfAbsent);
  if (profile === null) return null;
  const [texts, face, about] = await Promise.all([
    textsOf(profile),
    staticHtml(locale, ["doctor"], "face", <Face {...profile} />),
    staticHtml(locale, ["doctor", "common"], "about", <About {...profile} />),
  ]);
  return { ...texts, face, about };
}

function nullIfAbsent(error: unknown): null {
  if (isProblem(error) && error.isAbsent) return null;
  throw error;
}
