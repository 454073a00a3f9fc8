import type { Locale } from "@/i18n/routing";

/** The difference between an instant and `now` (Unix ms) in words, rounded to minutes, hours or days: `in 12 minutes`, `3 hours ago`, `tomorrow`. */
export function fromNow(instant: string | Date, now: number, locale: Locale): string {
  const minutes = Math.round((new Date(instant).getTime() - now) / 60_000);
  const words = new Intl.RelativeTimeFormat(`${locale}-IN`, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}
