import "server-only";

import { cache } from "react";

import type { Locale } from "@/i18n/routing";

import { answer } from "./client";
import type { Entry } from "./entry";

export { labelOf, type Entry } from "./entry";
import { sharedApi } from "./server";

const SECONDS = 300;

/** Specializations and cities with how many doctors each has; the API's words in the visitor's language. */
export const reference = cache(async (locale: Locale): Promise<{ specializations: Entry[]; cities: Entry[] }> => {
  const api = sharedApi(["doctors"], SECONDS);
  const [fields, places] = await Promise.all([
    answer(api.GET("/v1/specializations")),
    answer(api.GET("/v1/cities")),
  ]);
  const shown = (items: { slug: string; name: string; name_hi: string; count: number }[]) =>
    items.map(({ slug, name, name_hi, count }) => ({ slug, name, label: locale === "hi" ? name_hi : name, count }));
  return { specializations: shown(fields.items), cities: shown(places.items) };
});

const RECENT_MS = 1000;
const recent = new Map<Locale, { until: number; known: Awaited<ReturnType<typeof reference>> }>();

/**
 * The same, remembered by this process for a second: for pages that are made anew each time. A page that Next keeps
 * asks `reference`, so that nothing older than a change ends up in it.
 */
export async function recentReference(locale: Locale): ReturnType<typeof reference> {
  const remembered = recent.get(locale);
  if (remembered && Date.now() < remembered.until) return remembered.known;
  const until = Date.now() + RECENT_MS;
  const known = await reference(locale);
  recent.set(locale, { until, known });
  return known;
}
