import { useLocale } from "next-intl";

import { clock, longDay, wallMinutes } from "@/lib/time";

/** Returns a function that writes the end of leave: only the last day if the leave ends at midnight, otherwise day and time. */
export function useUntilWords(zone: string): (endsAt: string) => string {
  const locale = useLocale();
  return (endsAt) =>
    wallMinutes(endsAt, zone) === 0
      ? longDay(new Date(Date.parse(endsAt) - 1), locale, zone)
      : `${longDay(endsAt, locale, zone)}, ${clock(endsAt, locale, zone)}`;
}
