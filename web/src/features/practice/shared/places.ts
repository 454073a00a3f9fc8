import type { Schemas } from "@/api/client";

/** A doctor and the clinics where the doctor may work. */
export interface Places {
  doctorId: string;
  clinics: readonly Schemas["DoctorsClinic"][];
}

/** A clinic's name; `own`: the name for the doctor's practice. Empty for online, and for doctors with one place. */
export function placeName({ doctorId, clinics }: Places, clinicId: string | null, own: string): string {
  if (clinics.length < 2 || clinicId === null) return "";
  return clinicId === doctorId ? own : (clinics.find(({ id }) => id === clinicId)?.name ?? "");
}
