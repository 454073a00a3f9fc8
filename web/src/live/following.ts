import type { Change, Snapshot } from "./protocol";

/** Whether a change follows the known state directly. After a gap or in another epoch a snapshot is needed. */
export function isNext(known: Snapshot, change: Change): boolean {
  return known.epoch === change.epoch && known.version !== null && change.version === known.version + 1;
}

/** The state after the next change. A change of a time that is not shown only changes the version. */
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

/** The starts of the visitor's own holds, in a snapshot that the API sent to this visitor. */
export function ownStarts({ days }: Snapshot): ReadonlySet<string> {
  return new Set(days.flatMap(({ slots }) => slots.filter(({ state }) => state === "mine").map((slot) => slot.starts_at)));
}

/** The public state, in which the visitor's own holds are marked while they are held. */
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

/**
 * The milliseconds to wait before the next connection (exponential backoff with full jitter): a random part of a limit
 * that doubles with each failure, up to 30 seconds. So many pages that lost one gateway do not reconnect at once.
 */
export function reconnectMs(failures: number, chance: () => number = Math.random): number {
  return chance() * Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
}
