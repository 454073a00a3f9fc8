import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { hiddenFromOthers } from "@/session/guard";

type Section = "today" | "week" | "hours" | "leave" | "profile" | "calendar";

/** The metadata of a page of a practice: the section's title, and no listing in search engines. Signed-in accounts other than doctors get the not-found page. */
export async function practiceMetadata(section: Section): Promise<Metadata> {
  await hiddenFromOthers("doctor");
  const t = await getTranslations("practice.sections");
  return { title: t(section), robots: { index: false, follow: false } };
}
