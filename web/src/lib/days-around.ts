import { addDays } from "./time";

/** The first and the last day on which an instant can be, whatever the zone. */
export function daysAround(instant: Date): { from: string; to: string } {
  const day = instant.toISOString().slice(0, 10);
  return { from: addDays(day, -1), to: addDays(day, 1) };
}
