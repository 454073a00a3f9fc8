import type { Mode } from "./modes";

/**
 * A time to book (`startsAt` is an ISO instant), as the booking page's URL contains it. For a null mode the API takes the
 * moved appointment's, or else the slot's first one. For a null type it takes the moved appointment's if the doctor is the
 * same, or else the doctor's default type.
 */
export interface Wish {
  doctorId: string;
  startsAt: string;
  typeId: string | null;
  mode: Mode | null;
  /** The id of the appointment to move to this time; null for a new booking. */
  moves: string | null;
}

/** The booking page's path, without the language: `/book?doctor=&starts_at=&type=&mode=`, and `moves=` for a move. */
export function bookHref({ doctorId, startsAt, typeId, mode, moves }: Wish): string {
  return `/book?${queryOf({ doctor: doctorId, starts_at: startsAt, type: typeId, mode, moves })}`;
}

/** A URL's query string, without `?`, of the parameters that are not null. */
export function queryOf(said: Record<string, string | null>): string {
  const pairs = Object.entries(said).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(pairs).toString();
}
