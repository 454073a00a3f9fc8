import { useLocale } from "next-intl";

import { clock, longDay, wallMinutes } from "@/lib/time";

/** The end of leave: a last day where it ends at midnight, else a day and a time. */
export function useUntilWords(zone: string): (endsAt: string) => string {
  const locale = useLocale();
  return (endsAt) =>
    wallMinutes(endsAt, zone) === 0
      ? longDay(new Date(Date.parse(endsAt) - 1), locale, zone)
      : `${longDay(endsAt, locale, zone)}, ${clock(endsAt, locale, zone)}`;
}
