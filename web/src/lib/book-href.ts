import type { Mode } from "./modes";

/** A time that somebody wants to book, as the address of its page says it. */
export interface Wish {
  doctorId: string;
  startsAt: string;
  typeId: string | null;
  mode: Mode | null;
  /** The appointment that is to move to this time. */
  moves: string | null;
}

/** Where a wish is booked, without the language: `/book?doctor=&starts_at=&type=&mode=`, and `moves=` for a move. */
export function bookHref({ doctorId, startsAt, typeId, mode, moves }: Wish): string {
  return `/book?${queryOf({ doctor: doctorId, starts_at: startsAt, type: typeId, mode, moves })}`;
}

/** What is null is left out. */
export function queryOf(said: Record<string, string | null>): string {
  const pairs = Object.entries(said).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(pairs).toString();
}
