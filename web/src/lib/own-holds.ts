/**
 * A hold that this browser has made. The browser stores its holds, so that a visitor who has too many can release one.
 * `startsAt` is an ISO instant, `timeZone` the doctor's zone, and `endsAt` the hold's end in Unix ms on this device's
 * clock.
 */
export interface OwnHold {
  id: string;
  doctorName: string;
  startsAt: string;
  timeZone: string;
  endsAt: number;
}

const PLACE = "holds";

/** The stored holds that have not ended; none if the storage is blocked. */
export function ownHolds(): OwnHold[] {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]") as OwnHold[];
    return kept.filter(({ endsAt }) => endsAt > Date.now());
  } catch {
    return [];
  }
}

/** The stored hold of this doctor and time (an ISO instant) that has not ended. */
export function ownHoldOf(doctorName: string, startsAt: string): OwnHold | undefined {
  return ownHolds().find((one) => one.doctorName === doctorName && Date.parse(one.startsAt) === Date.parse(startsAt));
}

/**
 * Stores a hold of this browser. It replaces a stored hold of the same doctor and time, because a hold can get another
 * id.
 */
export function rememberHold(hold: OwnHold): void {
  const others = ownHolds().filter((one) => one.doctorName !== hold.doctorName || one.startsAt !== hold.startsAt);
  keep([...others, hold]);
}

/** Calls `call` when another tab of this browser stores or removes a hold. Returns the function that ends the calls. */
export function whenHeldElsewhere(call: () => void): () => void {
  const changed = ({ key }: StorageEvent) => {
    if (key === PLACE) call();
  };
  window.addEventListener("storage", changed);
  return () => window.removeEventListener("storage", changed);
}

export function forgetHold(id: string): void {
  keep(ownHolds().filter((one) => one.id !== id));
}

function keep(holds: OwnHold[]): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(holds));
  } catch {
    // Storage is blocked, so the visitor cannot release these holds early; each expires by itself.
  }
}
