import { addDays } from "./time";

/** The first and the last local day that an instant can have in any zone. */
export function daysAround(instant: Date): { from: string; to: string } {
  const day = instant.toISOString().slice(0, 10);
  return { from: addDays(day, -1), to: addDays(day, 1) };
}
