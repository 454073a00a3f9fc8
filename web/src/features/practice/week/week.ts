import "server-only";

import { answer, type Api, type Schemas } from "@/api/client";
import { addDays } from "@/lib/time";

import type { AgendaAnswer } from "../shared/types";

export interface Week {
  zone: string;
  days: AgendaAnswer[];
  exceptions: Schemas["ExceptionAnswer"][];
}

/** The Monday of a date's week (both `YYYY-MM-DD`). */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/**
 * Seven days of a doctor's agenda from a Monday on, with the doctor's present and future leave and extra hours. Throws
 * `Problem`.
 */
export async function weekOf(api: Api, doctorId: string, monday: string, zone: string): Promise<Week> {
  const path = { doctor_id: doctorId };
  const dates = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const [days, exceptions] = await Promise.all([
    Promise.all(
      dates.map((date) => answer(api.GET("/v1/doctors/{doctor_id}/agenda", { params: { path, query: { date } } }))),
    ),
    answer(api.GET("/v1/doctors/{doctor_id}/exceptions", { params: { path } })),
  ]);
  return { zone, days, exceptions: exceptions.items };
}
