import "server-only";

import { createTranslator } from "next-intl";
import { cache } from "react";

import { messagesOf } from "@/i18n/messages-of";
import type { Locale } from "@/i18n/routing";

import { answer } from "./client";
import { entryOf, labelOf, type Entry } from "./entry";
import { everyClinic } from "./every-clinic";
import { sharedApi } from "./server";

export { entryOf, labelOf, type Entry };

const SECONDS = 300;

export interface Reference {
  specializations: Entry[];
  cities: Entry[];
  /** The open clinics, each with its id as `slug`, without doctors' own practices. */
  clinics: Pick<Entry, "slug" | "label">[];
}

/**
 * Specializations and cities with their numbers of doctors, and clinics; texts in the visitor's language. Read once for
 * a page, and cached by Next until doctors change, for five minutes at most. Rejects with `Problem`.
 */
export const reference = cache(async (locale: Locale): Promise<Reference> => {
  const api = sharedApi(["doctors"], SECONDS);
  const plainly = await plainWords(locale);
  const [fields, places, clinics] = await Promise.all([
    answer(api.GET("/v1/specializations")),
    answer(api.GET("/v1/cities")),
    everyClinic(api),
  ]);
  const shown = (items: { slug: string; name: string; name_hi: string; count: number; concerns?: string[] }[]) =>
    items.map(({ slug, name, name_hi, count, concerns = [] }) => ({ slug, name, label: locale === "hi" ? name_hi : name, count, concerns, ...plainly(slug) }));
  const cities = shown(places.items);
  return {
    specializations: shown(fields.items),
    cities,
    clinics: clinics.map(({ id, name, city }) => ({ slug: id, name, label: `${name}, ${labelOf(cities, city)}` })),
  };
});

/**
 * Returns a function that gives a specialization's plain name and what it treats, without Sanskrit terms. Both are
 * empty for other slugs.
 */
async function plainWords(locale: Locale): Promise<(slug: string) => Pick<Entry, "plain" | "treats">> {
  const t = createTranslator({ locale, messages: await messagesOf(locale), namespace: "fields" });
  return (slug) => {
    const field = slug as "kayachikitsa";
    return t.has(`${field}.plain`) ? { plain: t(`${field}.plain`), treats: t(`${field}.treats`) } : { plain: "", treats: "" };
  };
}

const RECENT_MS = 1000;
const recent = new Map<Locale, { until: number; known: Awaited<ReturnType<typeof reference>> }>();

/**
 * Returns what `reference` returns, cached in this process for a second. This function is for pages that are made
 * for each request. A page that Next caches uses `reference`, so that it contains nothing older than a change.
 */
export async function recentReference(locale: Locale): ReturnType<typeof reference> {
  const remembered = recent.get(locale);
  if (remembered && Date.now() < remembered.until) return remembered.known;
  const until = Date.now() + RECENT_MS;
  const known = await reference(locale);
  recent.set(locale, { until, known });
  return known;
}
