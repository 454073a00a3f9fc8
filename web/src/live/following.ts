import type { Change, Snapshot } from "./protocol";

/** Whether a change is the very next one; after a gap or another epoch only a snapshot helps. */
export function isNext(known: Snapshot, change: Change): boolean {
  return known.epoch === change.epoch && known.version !== null && change.version === known.version + 1;
}

/** What is known after the next change. A time that is not shown only moves the version. */
export function changed(known: Snapshot, change: Change): Snapshot {
  const instant = Date.parse(change.starts_at);
  const days = known.days.map((day) => {
    const slots = day.slots.map((slot) =>
      Date.parse(slot.starts_at) === instant ? { ...slot, state: change.state } : slot,
    );
    return slots.some((slot, index) => slot !== day.slots[index]) ? { ...day, slots } : day;
  });
  return { ...known, version: change.version, days };
}

/** The starts that the visitor holds, as an answer to the visitor says. */
export function ownStarts({ days }: Snapshot): ReadonlySet<string> {
  return new Set(days.flatMap(({ slots }) => slots.filter(({ state }) => state === "mine").map((slot) => slot.starts_at)));
}

/** What everybody is told, with the visitor's own holds marked while they are held. */
export function withOwn(told: Snapshot, own: ReadonlySet<string>): Snapshot {
  if (own.size === 0) return told;
  const days = told.days.map((day) => ({
    ...day,
    slots: day.slots.map((slot) => (slot.state === "held" && own.has(slot.starts_at) ? { ...slot, state: "mine" as const } : slot)),
  }));
  return { ...told, days };
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Doubling, a random part of it ("full jitter"): many pages that lost one gateway do not come back at once. */
export function reconnectMs(failures: number, chance: () => number = Math.random): number {
  return chance() * Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
}
