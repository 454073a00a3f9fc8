import "server-only";

import { cache } from "react";

import type { Locale } from "@/i18n/routing";

import { answer } from "./client";
import { sharedApi } from "./server";

export interface Entry {
  slug: string;
  /** In English, as doctors' records have it. */
  name: string;
  /** In the visitor's language. */
  label: string;
  count: number;
  /** Of a specialization: what it is for, in plain words of both languages. */
  concerns: readonly string[];
}

const SECONDS = 300;

/** Specializations and cities with how many doctors each has; the API's words in the visitor's language. */
export const reference = cache(async (locale: Locale): Promise<{ specializations: Entry[]; cities: Entry[] }> => {
  const api = sharedApi(["doctors"], SECONDS);
  const [fields, places] = await Promise.all([
    answer(api.GET("/v1/specializations")),
    answer(api.GET("/v1/cities")),
  ]);
  const shown = (items: { slug: string; name: string; name_hi: string; count: number; concerns?: string[] }[]) =>
    items.map(({ slug, name, name_hi, count, concerns = [] }) => ({ slug, name, label: locale === "hi" ? name_hi : name, count, concerns }));
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

/** The label of a name or slug; the text itself where it is not known. */
export function labelOf(entries: readonly Entry[], nameOrSlug: string): string {
  return entries.find(({ name, slug }) => name === nameOrSlug || slug === nameOrSlug)?.label ?? nameOrSlug;
}
