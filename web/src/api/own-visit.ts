import { api } from "./browser";
import { answer } from "./client";

/** The id of the account's own booked appointment with a doctor at an instant; raises `Problem`. */
export async function ownVisit(doctorId: string, startsAt: string): Promise<string | null> {
  const at = new Date(startsAt);
  const day = at.toISOString().slice(0, 10);
  return (await ownVisits(doctorId, day, day)).get(at.getTime()) ?? null;
}

/** The ids of the account's own booked appointments with a doctor, by their starts in ms; from one UTC day to another. */
export async function ownVisits(doctorId: string, from: string, to: string): Promise<ReadonlyMap<number, string>> {
  const query = { status: "booked" as const, from, to, limit: 100 };
  const { items } = await answer(api.GET("/v1/appointments", { params: { query } }));
  return new Map(items.filter(({ doctor }) => doctor.id === doctorId).map(({ id, starts_at }) => [Date.parse(starts_at), id]));
}
