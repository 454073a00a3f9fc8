import { api } from "./browser";
import { answer } from "./client";
import { everyPage, PER_PAGE } from "./every-page";

import { daysAround } from "@/lib/days-around";

/** The id of the account's own booked appointment with a doctor at an instant; null if there is none. Throws `Problem`. */
export async function ownVisit(doctorId: string, startsAt: string): Promise<string | null> {
  const at = new Date(startsAt);
  // The API's list takes days in the account's zone, which is unknown here.
  const { from, to } = daysAround(at);
  return (await ownVisits(doctorId, from, to)).get(at.getTime()) ?? null;
}

/** The ids of the account's own booked appointments with a doctor, by their starts in Unix ms, for a range of days in the account's zone. Throws `Problem`. */
export async function ownVisits(doctorId: string, from: string, to: string): Promise<ReadonlyMap<number, string>> {
  const query = { status: "booked" as const, from, to, limit: PER_PAGE };
  const items = await everyPage((cursor) => answer(api.GET("/v1/appointments", { params: { query: { ...query, ...(cursor && { cursor }) } } })));
  return new Map(items.filter(({ doctor }) => doctor.id === doctorId).map(({ id, starts_at }) => [Date.parse(starts_at), id]));
}
