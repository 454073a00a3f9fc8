import type { Locale } from "@/i18n/routing";

/** The name of an ISO weekday: `Monday` for 1, `Sunday` for 7. */
export function weekdayName(weekday: number, locale: Locale): string {
  const day = new Date(Date.UTC(2024, 0, weekday)); // 1 January 2024 was a Monday
  return new Intl.DateTimeFormat(`${locale}-IN`, { weekday: "long", timeZone: "UTC" }).format(day);
}
