import type { Mode } from "./modes";

/** A time to book, as it is encoded in the booking page's URL. */
export interface Wish {
  doctorId: string;
  startsAt: string;
  typeId: string | null;
  mode: Mode | null;
  /** The appointment to move to this time. */
  moves: string | null;
}

/** The booking page's path, without the language: `/book?doctor=&starts_at=&type=&mode=`, and `moves=` for a move. */
export function bookHref({ doctorId, startsAt, typeId, mode, moves }: Wish): string {
  return `/book?${queryOf({ doctor: doctorId, starts_at: startsAt, type: typeId, mode, moves })}`;
}

/** A URL's query of these parameters, without those that are null. */
export function queryOf(said: Record<string, string | null>): string {
  const pairs = Object.entries(said).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(pairs).toString();
}
