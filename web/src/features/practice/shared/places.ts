import type { Schemas } from "@/api/client";

/** A doctor and the clinics where the doctor may work. */
export interface Places {
  doctorId: string;
  clinics: readonly Schemas["DoctorsClinic"][];
}

/** A clinic's name; `own`: the name for the doctor's own practice. Empty for an online visit, for a doctor with one place, and for an unknown clinic. */
export function placeName({ doctorId, clinics }: Places, clinicId: string | null, own: string): string {
  if (clinics.length < 2 || clinicId === null) return "";
  return clinicId === doctorId ? own : (clinics.find(({ id }) => id === clinicId)?.name ?? "");
}
