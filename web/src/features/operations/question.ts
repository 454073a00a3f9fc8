import type { Schemas } from "@/api/client";

export type Appointment = Schemas["AppointmentView"];
export type Way = "reference" | "email" | "doctor";

/** The query parameters of a search for appointments; `from` and `to` are dates. */
export interface Question {
  reference?: string;
  email?: string;
  doctor_id?: string;
  status?: Appointment["status"];
  from?: string;
  to?: string;
}

export const STATUSES = ["booked", "completed", "cancelled", "no_show"] as const;

/** The booking reference that a typed text means: in capital letters, without spaces, with the prefix `AMR-`. Empty for an empty text. */
export function asReference(text: string): string {
  const plain = text.trim().toUpperCase().replace(/\s+/g, "");
  return plain.startsWith("AMR-") || plain === "" ? plain : `AMR-${plain}`;
}
