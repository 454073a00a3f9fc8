import type { Schemas } from "@/api/client";
import type { Wish } from "@/lib/book-href";

/** The wish with what is known of its doctor: what every step repeats. */
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
  type: { id: string; name: string; minutes: number; isDefault: boolean; fee: { amount: number; currency: string } } | null;
  /** Of a move: what moves. */
  moving: Schemas["AppointmentView"] | null;
}
