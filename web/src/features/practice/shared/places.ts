import type { Schemas } from "@/api/client";

/** Where a doctor may work. */
export interface Places {
  doctorId: string;
  clinics: readonly Schemas["DoctorsClinic"][];
}

/** A clinic's name; `own`: of the doctor's practice. Empty online, and where there is one place only. */
export function placeName({ doctorId, clinics }: Places, clinicId: string | null, own: string): string {
  if (clinics.length < 2 || clinicId === null) return "";
  return clinicId === doctorId ? own : (clinics.find(({ id }) => id === clinicId)?.name ?? "");
}
