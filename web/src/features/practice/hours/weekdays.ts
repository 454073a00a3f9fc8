import type { Locale } from "@/i18n/routing";

/** `Monday` for 1, `Sunday` for 7. */
export function weekdayName(weekday: number, locale: Locale): string {
  const day = new Date(Date.UTC(2024, 0, weekday)); // 1 January 2024 was a Monday
  return new Intl.DateTimeFormat(`${locale}-IN`, { weekday: "long", timeZone: "UTC" }).format(day);
}

/** `9:00 am` for `09:00`. */
export function wallClock(wall: string, locale: Locale): string {
  const [hour = 0, minute = 0] = wall.split(":").map(Number);
  const at = new Date(Date.UTC(2024, 0, 1, hour, minute));
  return new Intl.DateTimeFormat(`${locale}-IN`, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(at);
}
