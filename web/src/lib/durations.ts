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

/**
 * A duration of whole minutes as text, such as `90 minutes` or `2 hours`, in the largest unit (up to weeks) without a
 * remainder.
 */
export function duration(minutes: number, locale: Locale): string {
  const [size, unit] = units.find(([each]) => minutes > 0 && minutes % each === 0) ?? ([1, "minute"] as const);
  return inUnit(minutes / size, unit, locale);
}

/** A number of whole seconds as minutes and seconds, such as `1:05`. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
