/** A hold that this browser has made. The browser stores these holds, so that the visitor can release one when there are too many. */
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

/** Keeps one hold for each time of a doctor: if a hold gets another id, the new id replaces the earlier one. */
export function rememberHold(hold: OwnHold): void {
  const others = ownHolds().filter((one) => one.doctorName !== hold.doctorName || one.startsAt !== hold.startsAt);
  keep([...others, hold]);
}

/** Calls back when another tab of this browser has made or released a hold. Returns the function that stops it. */
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
    // The browser blocks storage. The holds are not released early and expire by themselves.
  }
}
