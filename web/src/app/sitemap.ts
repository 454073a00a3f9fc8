import type { MetadataRoute } from "next";

import { answer, type Schemas } from "@/api/client";
import { sharedApi } from "@/api/server";
import { locales } from "@/i18n/routing";
import { publicUrl } from "@/lib/site";

export const dynamic = "force-dynamic"; // not made at build time, when there is no API to call

const PER_CALL = 100;
const MOST = 5000;
const SECONDS = 3600;

/**
 * The start page, the search, and each doctor (5,000 at most), in each language. Throws `Problem` if the doctors cannot
 * be read.
 */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const paths = ["", "/doctors", ...(await doctorIds()).map((id) => `/doctors/${id}`)];
  return paths.flatMap((path) => {
    const languages = Object.fromEntries(locales.map((locale) => [locale, publicUrl(`/${locale}${path}`)]));
    return locales.map((locale) => ({ url: publicUrl(`/${locale}${path}`), alternates: { languages } }));
  });
}

async function doctorIds(): Promise<string[]> {
  const api = sharedApi(["doctors"], SECONDS);
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { sort: "experience" as const, limit: PER_CALL, ...(cursor ? { cursor } : {}) };
    const page = (await answer(api.GET("/v1/doctors", { params: { query } }))) as Schemas["DoctorPage"];
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor && ids.length < MOST);
  return ids;
}
