import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { hiddenFromOthers } from "@/session/guard";

import type { Section } from "./sections";

/** Pages of operations are excluded from search engines. */
export async function operationsMetadata(section: Section): Promise<Metadata> {
  await hiddenFromOthers("admin");
  const t = await getTranslations("operations.sections");
  return { title: t(section), robots: { index: false, follow: false } };
}
