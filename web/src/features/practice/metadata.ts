import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { hiddenFromOthers } from "@/session/guard";

type Section = "today" | "week" | "hours" | "leave" | "profile" | "calendar";

/** Pages of a practice are excluded from search engines. */
export async function practiceMetadata(section: Section): Promise<Metadata> {
  await hiddenFromOthers("doctor");
  const t = await getTranslations("practice.sections");
  return { title: t(section), robots: { index: false, follow: false } };
}
