import { useLocale } from "next-intl";

import { longDay, wallMinutes, clock, dayIn } from "@/lib/time";

interface Period {
  starts_at: string;
  ends_at: string;
}

/** Returns a function that writes a period on the clock of `zone`: whole days without times, other periods with times. */
export function usePeriodWords(zone: string): (period: Period) => string {
  const locale = useLocale();
  return ({ starts_at, ends_at }) => {
    const isWhole = wallMinutes(starts_at, zone) === 0 && wallMinutes(ends_at, zone) === 0;
    const lastInstant = new Date(Date.parse(ends_at) - 1);
    const [first, last] = [longDay(starts_at, locale, zone), longDay(lastInstant, locale, zone)];
    const isOneDay = dayIn(starts_at, zone) === dayIn(lastInstant, zone);
    const [from, to] = [clock(starts_at, locale, zone), clock(ends_at, locale, zone)];
    if (isWhole) return isOneDay ? first : `${first} – ${last}`;
    return isOneDay ? `${first}, ${from} – ${to}` : `${first}, ${from} – ${last}, ${to}`;
  };
}
