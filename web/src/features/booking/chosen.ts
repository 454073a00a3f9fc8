import type { Schemas } from "@/api/client";
import type { Wish } from "@/lib/book-href";

/** The chosen time and the doctor's facts, which every step shows. */
export interface Chosen {
  wish: Wish;
  doctor: {
    id: string;
    name: string;
    registrationNumber: string;
    specialization: string;
    specializationSlug: string;
    timeZone: string;
    clinics: Schemas["DoctorAnswer"]["clinics"];
    changeNoticeMinutes: number;
  };
  /** The consultation type; null if the doctor does not offer it. */
  type: { id: string; name: string; minutes: number; isDefault: boolean; fee: { amount: number; currency: string } } | null;
  /** The appointment to move; null for a new booking. */
  moving: Schemas["AppointmentView"] | null;
}
