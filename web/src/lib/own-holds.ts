/** The holds that this browser has made, so that one can be let go when there are too many. */
export interface OwnHold {
  id: string;
  doctorName: string;
  startsAt: string;
  timeZone: string;
  endsAt: number;
}

const PLACE = "holds";

export function ownHolds(): OwnHold[] {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]") as OwnHold[];
    return kept.filter(({ endsAt }) => endsAt > Date.now());
  } catch {
    return [];
  }
}

/** One for each time of a doctor: a later id of the same hold takes the place of an earlier one. */
export function rememberHold(hold: OwnHold): void {
  const others = ownHolds().filter((one) => one.doctorName !== hold.doctorName || one.startsAt !== hold.startsAt);
  keep([...others, hold]);
}

/** Calls when another tab of this browser has taken a hold, or let one go. Returns how to stop. */
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
    // Storage is blocked: holds end by themselves.
  }
}
