import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { useRepeatable } from "@/lib/use-repeatable";

import type { Affected } from "../types";

/**
 * The mutation that adds leave or extra hours. `affected`: the visits of the preview, which are shown if the repetition of a
 * request whose answer was lost is refused because the entry exists.
 */
export function useAdding(doctorId: string, affected: Affected[], onSuccess: () => void) {
  const params = { path: { doctor_id: doctorId } };
  return useRepeatable({
    send: (body: Schemas["ExceptionDocument"]): Promise<Added> => answer(api.POST("/v1/doctors/{doctor_id}/exceptions", { params, body })),
    done: async (body) => {
      const { items } = await answer(api.GET("/v1/doctors/{doctor_id}/exceptions", { params }));
      const now = items.find((item) => item.kind === body.kind && item.note === body.note && isSameTime(item, body));
      return now ? { ...now, affected_appointments: affected } : null;
    },
    tries: 1,
    onSuccess,
  });
}

export type Added = Omit<Schemas["ExceptionAdded"], "version">;

type Period = Pick<Schemas["ExceptionAnswer"], "starts_at" | "ends_at">;

function isSameTime(one: Period, other: Period): boolean {
  return Date.parse(one.starts_at) === Date.parse(other.starts_at) && Date.parse(one.ends_at) === Date.parse(other.ends_at);
}
