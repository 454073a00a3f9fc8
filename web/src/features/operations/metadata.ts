import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** Nothing of operations is for search engines. */
export async function operationsMetadata(section: "live" | "doctors" | "clinics" | "appointments" | "staff"): Promise<Metadata> {
  const t = await getTranslations("operations.sections");
  return { title: t(section), robots: { index: false, follow: false } };
}
