import { addDays } from "./time";

/**
 * A range of dates (`to` is included, `YYYY-MM-DD`) that contains the instant's local date in every time zone: from a
 * day before its UTC date to a day after.
 */
export function daysAround(instant: Date): { from: string; to: string } {
  const day = instant.toISOString().slice(0, 10);
  return { from: addDays(day, -1), to: addDays(day, 1) };
}
