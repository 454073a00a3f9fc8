import type { Locale } from "@/i18n/routing";

type Options = Intl.DateTimeFormatOptions;

function shown(instant: string | Date, locale: Locale, timeZone: string, options: Options): string {
  return new Intl.DateTimeFormat(`${locale}-IN`, { timeZone, ...options }).format(new Date(instant));
}

/** `1:30 pm` */
export function clock(instant: string | Date, locale: Locale, timeZone: string): string {
  return shown(instant, locale, timeZone, { hour: "numeric", minute: "2-digit" }).replace(/\u202f/g, "\u00a0");
}

/** `Tue, 4 Aug` */
export function shortDay(instant: string | Date, locale: Locale, timeZone: string): string {
  return shown(instant, locale, timeZone, { weekday: "short", day: "numeric", month: "short" });
}

/** `Tuesday, 4 August` */
export function longDay(instant: string | Date, locale: Locale, timeZone: string): string {
  return shown(instant, locale, timeZone, { weekday: "long", day: "numeric", month: "long" });
}

/** `4 August 2026`: a calendar day, or the day of an instant in India. */
export function longDate(dayOrInstant: string, locale: Locale): string {
  const isDay = dayOrInstant.length === 10;
  const options = { day: "numeric", month: "long", year: "numeric" } as const;
  return shown(isDay ? ofDay(dayOrInstant) : dayOrInstant, locale, isDay ? "UTC" : "Asia/Kolkata", options);
}

/** `IST`, or `GMT+1` where a zone has no short name. */
export function zoneName(instant: string | Date, locale: Locale, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(`${locale}-IN`, { timeZone, timeZoneName: "short" }).formatToParts(
    new Date(instant),
  );
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** The calendar day of an instant in a zone, `2026-08-04`. */
export function dayIn(instant: string | Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(instant));
}

/** A calendar day some days on, `2026-08-04`. */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** A calendar day as an instant that is that day in UTC: show it with `timeZone: "UTC"`. */
export function ofDay(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Whether two zones show different clocks at an instant. */
export function differ(instant: string | Date, one: string, other: string): boolean {
  const wall = (zone: string) => shown(instant, "en", zone, { dateStyle: "short", timeStyle: "short" });
  return wall(one) !== wall(other);
}

export type PartOfDay = "morning" | "afternoon" | "evening";

export function partOfDay(instant: string | Date, timeZone: string): PartOfDay {
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(new Date(instant)),
  );
  return hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening";
}

/** Minutes since midnight on a zone's clock. */
export function wallMinutes(instant: string | Date, timeZone: string): number {
  const options = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat("en-GB", options).format(new Date(instant)).split(":").map(Number);
  return hour * 60 + minute;
}
