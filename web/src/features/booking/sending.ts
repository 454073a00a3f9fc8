import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { attempted } from "@/api/repeating";

import type { Attempt } from "./draft";

interface Told {
  /** Called after a failure; see `attempted`. */
  keep: (left: Attempt | null, error: unknown) => void;
  onRepeat?: () => void;
}

/**
 * Sends the attempt, which books or moves an appointment, again and again until its outcome is known, five times at
 * most. Throws `Problem`, after the fifth try one that `isUncertain`.
 */
export function sent(attempt: Attempt, told: Told): Promise<Schemas["AppointmentView"]> {
  return attempted(attempt, () => once(attempt), told);
}

function once({ key, moves, body }: Attempt): Promise<Schemas["AppointmentView"]> {
  const header = { "Idempotency-Key": key };
  if (moves === null) return answer(api.POST("/v1/appointments", { params: { header }, body }));
  const { hold_id, code } = body;
  return answer(
    api.POST("/v1/appointments/{appointment_id}/reschedule", {
      params: { header, path: { appointment_id: moves } },
      body: { hold_id, ...(code && { code }) },
    }),
  );
}
