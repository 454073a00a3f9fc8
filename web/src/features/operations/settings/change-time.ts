import type { Locale } from "@/i18n/routing";
import { clock, dayIn, longDate } from "@/lib/time";

const ZONE = "Asia/Kolkata";

/** The day and time of a change in India, such as `4 August 2026, 1:30 pm`. */
export function changeTime(at: string, locale: Locale): string {
  return `${longDate(dayIn(at, ZONE), locale)}, ${clock(at, locale, ZONE)}`;
}
