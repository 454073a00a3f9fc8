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

/** The first day with a free time, the one asked for, or the one before which nothing is free. */
export function firstFreeDay(days: readonly Day[], mode: Mode, after = ""): string | undefined {
  return days.find((day) => day.date > after && freeCount(day, mode) > 0)?.date;
}

export function byPart(slots: readonly Slot[], timeZone: string): [PartOfDay, Slot[]][] {
  const parts: [PartOfDay, Slot[]][] = [["morning", []], ["afternoon", []], ["evening", []]];
  for (const slot of slots) parts.find(([part]) => part === partOfDay(slot.starts_at, timeZone))?.[1].push(slot);
  return parts.filter(([, found]) => found.length > 0);
}
