import type { Locale } from "@/i18n/routing";

type Options = Intl.DateTimeFormatOptions;

const formats = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 500;

/**
 * A formatter of dates. Formatters are kept by language and options, because creating one takes much longer than using
 * it, and a page formats hundreds of times.
 */
export function dateFormat(language: string, options: Options): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = madeFormat(language, options);
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, format);
  }
  return format;
}

/**
 * Creates a formatter. If the browser does not know the zone, the formatter shows times in UTC and names UTC as their
 * zone, because one time must not break a page.
 */
function madeFormat(language: string, options: Options): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, options);
  } catch (error) {
    if (!(error instanceof RangeError) || options.timeZone === undefined || options.timeZone === "UTC") throw error;
    return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  }
}

function shown(instant: string | Date, locale: Locale, timeZone: string, options: Options): string {
  return dateFormat(`${locale}-IN`, { timeZone, ...options }).format(new Date(instant));
}

/** An instant's time of day in a zone, such as `1:30 pm` or `दोपहर 1:30 बजे`. */
export function clock(instant: string | Date, locale: Locale, timeZone: string): string {
  return wallClock(wall(instant, timeZone).slice(11), locale);
}

/**
 * A time `HH:MM` on a wall clock as text: `9:00 am` or `सुबह 9:00 बजे` for `09:00`. Intl does not format it, because
 * the Hindi data of server and browser may differ, and both must render the same text.
 */
export function wallClock(time: string, locale: Locale): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const twelve = `${hour % 12 || 12}:${String(minute).padStart(2, "0")}`;
  if (locale === "en") return `${twelve} ${hour < 12 ? "am" : "pm"}`;
  // The parts of the day must be equal to the parts in `notifications/words.py`.
  const part = hour < 4 || hour >= 20 ? "रात" : hour < 12 ? "सुबह" : hour < 17 ? "दोपहर" : "शाम";
  return `${part} ${twelve} बजे`;
}

/** An instant's day in a zone, in short form: `Tue, 4 Aug`. */
export function shortDay(instant: string | Date, locale: Locale, timeZone: string): string {
  return shown(instant, locale, timeZone, { weekday: "short", day: "numeric", month: "short" });
}

/** An instant's day in a zone, in long form: `Tuesday, 4 August`. */
export function longDay(instant: string | Date, locale: Locale, timeZone: string): string {
  return shown(instant, locale, timeZone, { weekday: "long", day: "numeric", month: "long" });
}

/** A date (`YYYY-MM-DD`) with the year: `4 August 2026`. For an instant, `dayIn` gives the date in a zone. */
export function longDate(day: string, locale: Locale): string {
  return shown(ofDay(day), locale, "UTC", { day: "numeric", month: "long", year: "numeric" });
}

/** A zone's short name at an instant, such as `IST`, or its offset (`GMT+1`) if it has no name. */
export function zoneName(instant: string | Date, locale: Locale, timeZone: string): string {
  const parts = dateFormat(`${locale}-IN`, { timeZone, timeZoneName: "short" }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** A zone's difference from GMT at an instant, such as `GMT+5:30`. */
export function offsetName(instant: string | Date, locale: Locale, timeZone: string): string {
  const parts = dateFormat(`${locale}-IN`, { timeZone, timeZoneName: "shortOffset" }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/**
 * An instant's date and time in a zone, `2026-08-04 13:30`. This is the Swedish format, which has the date's parts in
 * ISO order.
 */
function wall(instant: string | Date, timeZone: string): string {
  return dateFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(new Date(instant));
}

/** The date of an instant in a zone, such as `2026-08-04`. */
export function dayIn(instant: string | Date, timeZone: string): string {
  return wall(instant, timeZone).slice(0, 10);
}

/** The year of an instant in a zone, such as `2026`: `Date.getFullYear` is that of the device's or server's zone. */
export function yearIn(instant: string | Date, timeZone: string): string {
  return dayIn(instant, timeZone).slice(0, 4);
}

/** The date, such as `2026-08-04`, that is `days` days after `day`; before it if `days` is negative. */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** A date as an instant that has this date in UTC: format it with `timeZone: "UTC"`. */
export function ofDay(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Whether two zones have different local times at an instant. */
export function differ(instant: string | Date, one: string, other: string): boolean {
  return wall(instant, one) !== wall(instant, other);
}

export type PartOfDay = "night" | "morning" | "afternoon" | "evening";

/**
 * The part of the day of an instant in a zone: `night` from midnight to 5:00, `morning` to 12:00, `afternoon` to 17:00,
 * then `evening`.
 */
export function partOfDay(instant: string | Date, timeZone: string): PartOfDay {
  const minutes = wallMinutes(instant, timeZone);
  return minutes < 5 * 60 ? "night" : minutes < 12 * 60 ? "morning" : minutes < 17 * 60 ? "afternoon" : "evening";
}

/** The minutes since midnight that a clock in the zone shows at the instant. */
export function wallMinutes(instant: string | Date, timeZone: string): number {
  const [hour = 0, minute = 0] = wall(instant, timeZone).slice(11).split(":").map(Number);
  return hour * 60 + minute;
}
