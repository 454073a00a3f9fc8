import type { Mode } from "@/lib/modes";
import { addDays, partOfDay, type PartOfDay } from "@/lib/time";
import type { Day, Slot } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";

/** The consultation type, mode and time (an ISO instant) that a link names. */
export interface Asked {
  type: ConsultationType | undefined;
  mode: Mode | undefined;
  time: string | null;
}

/**
 * Reads a link's `?time=&type=&mode=`. An unknown type gives the doctor's default type (undefined for a doctor without
 * types), a mode that this type lacks gives undefined, and an invalid time gives null. Whether the doctor offers the time
 * is not checked.
 */
export function askedBy(search: string, { types }: Bookable): Asked {
  const params = new URLSearchParams(search);
  const type = types.find(({ id }) => id === params.get("type")) ?? types.find((one) => one.is_default) ?? types[0];
  const mode = type?.modes.find((one) => one === params.get("mode"));
  const time = params.get("time");
  return { type, mode, time: time && !Number.isNaN(Date.parse(time)) ? time : null };
}

const SHOWN_DAYS = 7;

/**
 * The week that contains `day`: the first and the last of seven days, counted in sevens from `first`. `first` and `last`
 * are the first and the last day that can be booked. The week has no days after `last`, and a day before or after all of
 * these stands for the nearest one.
 */
export function weekOf(day: string, first: string, last: string): { from: string; to: string } {
  const within = day < first ? first : day > last ? last : day;
  const days = Math.round((Date.parse(within) - Date.parse(first)) / 86_400_000);
  const from = addDays(first, days - (days % SHOWN_DAYS));
  const seventh = addDays(from, SHOWN_DAYS - 1);
  return { from, to: seventh < last ? seventh : last };
}

/** The slots that can be booked or are booked in the mode. */
export function inMode(slots: readonly Slot[], mode: Mode): Slot[] {
  return slots.filter(({ modes }) => modes.includes(mode));
}

/** The number of free times of a day in the mode; 0 for a day that is not among the loaded ones (undefined). */
export function freeCount(day: Day | undefined, mode: Mode): number {
  return day ? inMode(day.slots, mode).filter(({ state }) => state === "open").length : 0;
}

/**
 * Returns `days` with the state `present` for the slot at `present`, the start of the appointment that is moved: only
 * this appointment can have that time, and choosing it would change nothing. Without such a slot the days are returned
 * unchanged.
 */
export function withPresent(days: readonly Day[], present: string | undefined): readonly Day[] {
  const slot = present === undefined ? undefined : slotAt(days, present);
  if (!slot) return days;
  return days.map((day) => ({ ...day, slots: day.slots.map((one) => (one === slot ? { ...one, state: "present" } : one)) }));
}

/** The slot that starts at `time`; undefined if the loaded days have none. */
export function slotAt(days: readonly Day[], time: string): Slot | undefined {
  const instant = Date.parse(time);
  return days.flatMap(({ slots }) => slots).find(({ starts_at }) => Date.parse(starts_at) === instant);
}

/** The date of the first day, later than `after`, with a free time in the mode; undefined if there is none. */
export function firstFreeDay(days: readonly Day[], mode: Mode, after = ""): string | undefined {
  return days.find((day) => day.date > after && freeCount(day, mode) > 0)?.date;
}

/** The start of the first free time in the mode; undefined if there is none. */
export function firstFree(days: readonly Day[], mode: Mode): string | undefined {
  return inMode(days.flatMap(({ slots }) => slots), mode).find(({ state }) => state === "open")?.starts_at;
}

/** The slots by the part of the day in which they start in the zone, from `night` to `evening`; empty parts are left out. */
export function byPart(slots: readonly Slot[], timeZone: string): [PartOfDay, Slot[]][] {
  const parts: [PartOfDay, Slot[]][] = [["night", []], ["morning", []], ["afternoon", []], ["evening", []]];
  for (const slot of slots) parts.find(([part]) => part === partOfDay(slot.starts_at, timeZone))?.[1].push(slot);
  return parts.filter(([, found]) => found.length > 0);
}
