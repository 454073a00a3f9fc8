import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { repeated } from "@/api/repeating";

import type { ChosenTime } from "./types";

interface Wanted {
  clinicId: string;
  patientId: string;
  time: ChosenTime;
  /** The reason for a time that is not offered; not sent for an offered time. */
  why: string;
  /** The appointment to move; null to book a new one. */
  moves: string | null;
  /**
   * The idempotency key of the booking request: `book` repeats the request with it after a lost answer, so that the
   * visit is booked or moved only once.
   */
  key: string;
}

/**
 * Holds the time, then books the visit or moves it, and returns the appointment. Throws `Problem` if the time cannot be
 * held, or if the booking fails; after a failed booking it also releases the hold.
 */
export async function book({ clinicId, patientId, time, why, moves, key }: Wanted): Promise<Schemas["AppointmentView"]> {
  const hold = await answer(
    api.POST("/v1/holds", {
      body: {
        doctor_id: time.doctor.id,
        starts_at: time.startsAt,
        consultation_type_id: time.typeId,
        mode: "in_person",
        patient_id: patientId,
        reschedules: moves,
        override: time.isOverride,
        clinic_id: time.isOverride ? clinicId : null,
      },
    }),
  );
  const header = { "Idempotency-Key": key };
  const body = { hold_id: hold.id, ...(time.isOverride && { override_reason: why }) };
  try {
    return await repeated(() =>
      answer(
        moves
          ? api.POST("/v1/appointments/{appointment_id}/reschedule", { params: { path: { appointment_id: moves }, header }, body })
          : api.POST("/v1/appointments", { params: { header }, body }),
      ),
    );
  } catch (error) {
    await api.DELETE("/v1/holds/{hold_id}", { params: { path: { hold_id: hold.id } } }).catch(() => undefined);
    throw error;
  }
}
