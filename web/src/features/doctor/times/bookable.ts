import type { Schemas } from "@/api/client";

export interface ConsultationType extends Pick<Schemas["TypeAnswer"], "id" | "is_default" | "modes"> {
  /** Its name and fee. Made by the server: the first amount of money that a phone formats takes it 80 ms. */
  label: string;
}

/** What of a doctor is needed to choose a time. */
export interface Bookable {
  id: string;
  name: string;
  timeZone: string;
  horizonDays: number;
  types: ConsultationType[];
  /** The appointment for which another time is chosen, and its present one. */
  moves?: string;
  movesFrom?: string;
}
