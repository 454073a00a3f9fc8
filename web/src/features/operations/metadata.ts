import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { hiddenFromOthers } from "@/session/guard";

import type { Section } from "./sections";

/**
 * The metadata of a page of operations: the section's title, and no listing in search engines. Signed-in accounts
 * other than administrators get the not-found page.
 */
export async function operationsMetadata(section: Section): Promise<Metadata> {
  await hiddenFromOthers("admin");
  const t = await getTranslations("operations.sections");
  return { title: t(section), robots: { index: false, follow: false } };
}
