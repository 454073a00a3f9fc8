import type { Locale } from "@/i18n/routing";
import { clock, longDate } from "@/lib/time";

/** The day and time of a change in India, such as `4 August 2026, 1:30 pm`. */
export function changeTime(at: string, locale: Locale): string {
  return `${longDate(at, locale)}, ${clock(at, locale, "Asia/Kolkata")}`;
}
