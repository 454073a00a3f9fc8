import { api } from "@/api/browser";
import { answer } from "@/api/client";

import type { Snapshot } from "./protocol";
import type { Range } from "./socket";

export interface AskedSlots extends Range {
  doctorId: string;
  typeId: string;
  /** The id of the visitor's appointment to move, whose own time counts as free; undefined for a new booking. */
  moves: string | undefined;
}

/** A doctor's present times for a range of the doctor's local days (31 at most). Rejects with `Problem`. */
export async function askedSlots({ doctorId, typeId, from, to, moves }: AskedSlots): Promise<Snapshot> {
  const query = { from, to, consultation_type: typeId, ...(moves && { reschedules: moves }) };
  const params = { path: { doctor_id: doctorId }, query };
  return answer(api.GET("/v1/doctors/{doctor_id}/slots", { params }));
}
