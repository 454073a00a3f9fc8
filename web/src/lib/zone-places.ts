import type { Locale } from "@/i18n/routing";

import table from "./zone-places.json" with { type: "json" };

/** Country code, city in English and Hindi, name of the zone in English and Hindi. */
type Place = [string, string, string, string, string];

const zones = table.zones as unknown as Record<string, Place>;
const countries = table.countries as unknown as Record<string, [string, string]>;
const others: Record<string, string> = table.others;

/** The API's name of a zone; browsers know some zones under an older name. An unknown name is returned as it is. */
export function canonicalZone(zone: string): string {
  return others[zone] ?? zone;
}

/**
 * The name of a zone in `locale`: its country's if the country has one zone, otherwise its city's; for an unknown zone,
 * its id.
 */
export function placeOf(zone: string, locale: Locale): string {
  const [country, ...cities] = zones[canonicalZone(zone)] ?? [];
  if (country === undefined) return zone;
  const isAlone = Object.values(zones).filter(([other]) => other === country).length === 1;
  return (isAlone ? countries[country] : cities)?.[locale === "hi" ? 1 : 0] ?? zone;
}

export interface ZoneChoice {
  /** The API's name of the zone, such as `Asia/Kolkata`. */
  id: string;
  label: string;
}

/** Every zone with its name, such as `New York, United States`; India's first, the others in alphabetical order. */
export function zoneChoices(locale: Locale): ZoneChoice[] {
  const compare = new Intl.Collator(locale).compare;
  const choices = Object.keys(zones).map((id) => ({ id, label: labelOf(id, locale) }));
  return choices.sort((one, other) => Number(other.id === "Asia/Kolkata") - Number(one.id === "Asia/Kolkata") || compare(one.label, other.label));
}

/** A zone's city and country, such as `New York, United States`; for an unknown zone or an older name, its id. */
export function labelOf(zone: string, locale: Locale): string {
  const place = zones[zone];
  const language = locale === "hi" ? 1 : 0;
  return place ? `${place[language + 1]}, ${countries[place[0]]?.[language]}` : zone;
}

/** Whether each typed word begins a word of the zone's id, city, country or name, in either language; true for an empty text. */
export function isFoundBy(typed: string, zone: string): boolean {
  const words = wordsOf(zone);
  return folded(typed).split(" ").every((part) => words.includes(` ${part}`));
}

const known = new Map<string, string>();

function wordsOf(zone: string): string {
  let words = known.get(zone);
  if (words === undefined) {
    const [country = "", ...called] = zones[zone] ?? [];
    words = ` ${folded([zone, ...called, ...(countries[country] ?? [])].join(" "))}`;
    known.set(zone, words);
  }
  return words;
}

/**
 * The text in lower case, without accents, nuktas of borrowed Hindi letters and punctuation: `São Tomé` is found by
 * `sao tome`.
 */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/[\u0300-\u036f\u093c]/g, "").replace(/[^\p{L}\p{M}\p{N}+-]+/gu, " ").trim().toLowerCase();
}
