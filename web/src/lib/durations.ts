import type { Locale } from "@/i18n/routing";

const units = [
  [10_080, "week"],
  [1440, "day"],
  [60, "hour"],
  [1, "minute"],
] as const;

function inUnit(count: number, unit: string, locale: Locale): string {
  return new Intl.NumberFormat(`${locale}-IN`, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** `90 minutes`, `2 hours`, `1 day`: in the largest unit that fits without a rest. */
export function duration(minutes: number, locale: Locale): string {
  const [size, unit] = units.find(([each]) => minutes > 0 && minutes % each === 0) ?? ([1, "minute"] as const);
  return inUnit(minutes / size, unit, locale);
}

/** `in 12 minutes`, `3 hours ago` */
export function fromNow(instant: string | Date, now: number, locale: Locale): string {
  const minutes = Math.round((new Date(instant).getTime() - now) / 60_000);
  const words = new Intl.RelativeTimeFormat(`${locale}-IN`, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}
