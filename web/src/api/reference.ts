import "server-only";

import { cache } from "react";

import type { Locale } from "@/i18n/routing";

import { answer } from "./client";
import { labelOf, type Entry } from "./entry";
import { sharedApi } from "./server";

export { labelOf, type Entry };

const SECONDS = 300;

export interface Reference {
  specializations: Entry[];
  cities: Entry[];
  /** By id; the first hundred that are no doctor's own practice. */
  clinics: Pick<Entry, "slug" | "label">[];
}

/** Specializations and cities with how many doctors each has, and clinics; the API's words in the visitor's language. */
export const reference = cache(async (locale: Locale): Promise<Reference> => {
  const api = sharedApi(["doctors"], SECONDS);
  const [fields, places, clinics] = await Promise.all([
    answer(api.GET("/v1/specializations")),
    answer(api.GET("/v1/cities")),
    answer(api.GET("/v1/clinics", { params: { query: { limit: 100 } } })),
  ]);
  const shown = (items: { slug: string; name: string; name_hi: string; count: number; concerns?: string[] }[]) =>
    items.map(({ slug, name, name_hi, count, concerns = [] }) => ({ slug, name, label: locale === "hi" ? name_hi : name, count, concerns }));
  const cities = shown(places.items);
  return {
    specializations: shown(fields.items),
    cities,
    clinics: clinics.items.map(({ id, name, city }) => ({ slug: id, name, label: `${name}, ${labelOf(cities, city)}` })),
  };
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
