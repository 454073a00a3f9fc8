import type { Schemas } from "@/api/client";

export interface ConsultationType extends Pick<Schemas["TypeAnswer"], "id" | "is_default" | "modes"> {
  /** Name and fee of a type. Formatted by the server, because a phone takes 80 ms for its first amount of money. */
  label: string;
}

/** The facts of a doctor that the choice of a time needs. The last day that can be chosen is `horizonDays` after today. */
export interface Bookable {
  id: string;
  name: string;
  timeZone: string;
  horizonDays: number;
  types: ConsultationType[];
  /**
   * The id of the appointment to move, and in `movesFrom` its present start as an ISO instant; both absent for a new
   * booking.
   */
  moves?: string;
  movesFrom?: string;
}
