import type { Schemas } from "@/api/client";

export type ConsultationType = Schemas["TypeAnswer"];
export type Mode = ConsultationType["modes"][number];

/** What of a doctor is needed to choose a time. */
export interface Bookable {
  id: string;
  name: string;
  timeZone: string;
  horizonDays: number;
  types: ConsultationType[];
  /** The appointment for which another time is chosen. */
  moves?: string;
}
