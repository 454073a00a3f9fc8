import { api } from "./browser";
import { answer } from "./client";

import { daysAround } from "@/lib/time";

/** The id of the account's own booked appointment with a doctor at an instant; raises `Problem`. */
export async function ownVisit(doctorId: string, startsAt: string): Promise<string | null> {
  const at = new Date(startsAt);
  // The list goes by the days of the account's zone, which is not known here.
  const query = { status: "booked" as const, ...daysAround(at), limit: 100 };
  const { items } = await answer(api.GET("/v1/appointments", { params: { query } }));
  const own = items.find((one) => one.doctor.id === doctorId && Date.parse(one.starts_at) === at.getTime());
  return own?.id ?? null;
}
