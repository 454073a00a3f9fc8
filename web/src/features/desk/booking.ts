import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isVerdict } from "@/api/repeating";

import type { ChosenTime } from "./types";

export interface Wanted {
  clinicId: string;
  patientId: string;
  time: ChosenTime;
  /** The reason for a time that is not offered; not sent for an offered time. */
  why: string;
  /** The appointment to move; null to book a new one. */
  moves: string | null;
}

interface HeldTime {
  holdId: string;
  wanted: Wanted;
}

/** What the desk has chosen; a booking of the same choice is repeated with the same hold. */
export function choiceOf({ time: { doctor, startsAt, typeId, isOverride }, ...others }: Wanted): unknown {
  return { ...others, doctorId: doctor.id, startsAt, typeId, isOverride };
}

/** Holds the time. Throws `Problem`. */
export async function hold(wanted: Wanted): Promise<HeldTime> {
  const { clinicId, patientId, time, moves } = wanted;
  const { id } = await answer(
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
  return { holdId: id, wanted };
}

/** Books the visit at the held time or moves it, and returns the appointment. Throws `Problem`; after a refusal it also releases the hold. */
export async function book({ holdId, wanted: { time, why, moves } }: HeldTime, key: string): Promise<Schemas["AppointmentView"]> {
  const header = { "Idempotency-Key": key };
  const body = { hold_id: holdId, ...(time.isOverride && { override_reason: why }) };
  try {
    return await answer(
      moves
        ? api.POST("/v1/appointments/{appointment_id}/reschedule", { params: { path: { appointment_id: moves }, header }, body })
        : api.POST("/v1/appointments", { params: { header }, body }),
    );
  } catch (error) {
    // While the outcome is unknown, the repetition still needs the hold.
    if (isVerdict(error)) await api.DELETE("/v1/holds/{hold_id}", { params: { path: { hold_id: holdId } } }).catch(() => undefined);
    throw error;
  }
}
