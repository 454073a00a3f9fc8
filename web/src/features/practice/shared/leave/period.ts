import { parseDateTime, toZoned } from "@internationalized/date";

import type { Mode } from "@/lib/modes";
import { addDays } from "@/lib/time";

/**
 * Leave or extra hours in the form: days (`YYYY-MM-DD`, the last is included) and times (`HH:MM`) on the doctor's
 * clock.
 */
export interface Entered {
  kind: "leave" | "extra_hours";
  firstDay: string;
  lastDay: string;
  isWholeDays: boolean;
  starts: string;
  ends: string;
  modes: readonly Mode[];
  /** The id of the clinic of extra hours in person; empty for the doctor's own practice. */
  clinic: string;
  note: string;
}

export type EntryFault = "incomplete" | "order" | "past" | "five" | "modes";

function instant(day: string, wall: string, zone: string): string {
  return toZoned(parseDateTime(`${day}T${wall}`), zone).toAbsoluteString();
}

/**
 * The start and the end of the period as ISO instants. A whole day ends when the next day begins, also when the clock changes. Throws if a
 * day or a needed time is missing.
 */
export function periodOf(entered: Entered, zone: string): { starts_at: string; ends_at: string } {
  const { firstDay, lastDay, isWholeDays, starts, ends } = entered;
  if (isWholeDays) return { starts_at: instant(firstDay, "00:00", zone), ends_at: instant(addDays(lastDay, 1), "00:00", zone) };
  const endDay = ends === "00:00" ? addDays(lastDay, 1) : lastDay;
  return { starts_at: instant(firstDay, starts, zone), ends_at: instant(endDay, ends, zone) };
}

/** Why the entry cannot be saved; null if it can. `now`: Unix ms. */
export function faultOf(entered: Entered, zone: string, now: number): EntryFault | null {
  const { firstDay, lastDay, isWholeDays, starts, ends, kind, modes } = entered;
  if (!firstDay || !lastDay || (!isWholeDays && (!starts || !ends))) return "incomplete";
  if (lastDay < firstDay) return "order";
  if (!isWholeDays && [starts, ends].some((wall) => Number(wall.slice(3)) % 5 !== 0)) return "five";
  if (kind === "extra_hours" && modes.length === 0) return "modes";
  const { starts_at, ends_at } = periodOf(entered, zone);
  if (Date.parse(ends_at) <= Date.parse(starts_at)) return "order";
  return Date.parse(ends_at) <= now ? "past" : null;
}

export type EntryField = "firstDay" | "lastDay" | "times" | "modes";

/** The field that a fault belongs to. */
export function fieldOf(fault: EntryFault, { firstDay, lastDay, isWholeDays }: Entered): EntryField {
  if (fault === "modes") return "modes";
  if (fault === "incomplete" && !(firstDay && lastDay)) return firstDay ? "lastDay" : "firstDay";
  return isWholeDays || lastDay < firstDay ? "lastDay" : "times";
}
