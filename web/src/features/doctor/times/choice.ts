import type { Mode } from "@/lib/modes";
import { partOfDay, type PartOfDay } from "@/lib/time";
import type { Day, Slot } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";

export interface Asked {
  type: ConsultationType | undefined;
  mode: Mode | undefined;
  time: string | null;
}

/** What a link asked for (`?time=&type=&mode=`), as far as this doctor offers it. */
export function askedBy(search: string, { types }: Bookable): Asked {
  const params = new URLSearchParams(search);
  const type = types.find(({ id }) => id === params.get("type")) ?? types.find((one) => one.is_default) ?? types[0];
  const mode = type?.modes.find((one) => one === params.get("mode"));
  const time = params.get("time");
  return { type, mode, time: time && !Number.isNaN(Date.parse(time)) ? time : null };
}

export function inMode(slots: readonly Slot[], mode: Mode): Slot[] {
  return slots.filter(({ modes }) => modes.includes(mode));
}

export function freeCount(day: Day | undefined, mode: Mode): number {
  return day ? inMode(day.slots, mode).filter(({ state }) => state === "open").length : 0;
}

/** With the present time of the appointment that moves marked: it is free for that one alone, and no new time. */
export function withPresent(days: readonly Day[], present: string | undefined): readonly Day[] {
  const slot = present === undefined ? undefined : slotAt(days, present);
  if (!slot) return days;
  return days.map((day) => ({ ...day, slots: day.slots.map((one) => (one === slot ? { ...one, state: "present" } : one)) }));
}

/** A link's time as it stands: undefined where it is not offered (any more) in the days that are known. */
export function slotAt(days: readonly Day[], time: string): Slot | undefined {
  const instant = Date.parse(time);
  return days.flatMap(({ slots }) => slots).find(({ starts_at }) => Date.parse(starts_at) === instant);
}

/** The first day with a free time, the one asked for, or the one before which nothing is free. */
export function firstFreeDay(days: readonly Day[], mode: Mode, after = ""): string | undefined {
  return days.find((day) => day.date > after && freeCount(day, mode) > 0)?.date;
}

export function byPart(slots: readonly Slot[], timeZone: string): [PartOfDay, Slot[]][] {
  const parts: [PartOfDay, Slot[]][] = [["night", []], ["morning", []], ["afternoon", []], ["evening", []]];
  for (const slot of slots) parts.find(([part]) => part === partOfDay(slot.starts_at, timeZone))?.[1].push(slot);
  return parts.filter(([, found]) => found.length > 0);
}
