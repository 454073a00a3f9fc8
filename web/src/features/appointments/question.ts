import type { Schemas } from "@/api/client";
import { addDays, dayIn } from "@/lib/time";

export type Appointment = Schemas["AppointmentView"];

export const shows = ["upcoming", "past", "cancelled"] as const;
export type Show = (typeof shows)[number];

/** What is asked for, as the address says it. */
export interface Question {
  show: Show;
  cursor: string | null;
}

export function questionOf(params: Record<string, string | string[] | undefined>): Question {
  const show = [params.show].flat()[0];
  const cursor = [params.cursor].flat()[0];
  return {
    show: shows.find((one) => one === show) ?? "upcoming",
    cursor: cursor && /^[\w-]{1,1024}$/.test(cursor) ? cursor : null,
  };
}

/** The address of a question, without the language. */
export function hrefOf({ show, cursor }: Question): string {
  const said = { ...(show !== "upcoming" && { show }), ...(cursor && { cursor }) };
  const query = new URLSearchParams(said).toString();
  return query ? `/appointments?${query}` : "/appointments";
}

/**
 * The API's query. It asks by days, which are those of the account's own zone: a day more on either side holds them
 * in any zone. `isShown` leaves out what is near today, but not asked for.
 */
export function apiQuery({ show, cursor }: Question, now: Date) {
  const today = dayIn(now, "UTC");
  const page = { limit: 20, ...(cursor && { cursor }) };
  if (show === "upcoming") return { ...page, status: "booked" as const, from: addDays(today, -2), sort: "starts_at" as const };
  if (show === "past") return { ...page, to: addDays(today, 1), sort: "-starts_at" as const };
  return { ...page, status: "cancelled" as const, sort: "-starts_at" as const };
}

export function isShown({ status, ends_at }: Pick<Appointment, "status" | "ends_at">, show: Show, now: Date): boolean {
  const isOver = Date.parse(ends_at) <= now.getTime();
  if (show === "upcoming") return status === "booked" && !isOver;
  return show === "cancelled" ? status === "cancelled" : status !== "cancelled" && (isOver || status !== "booked");
}

/** Booked, and not begun. */
export function isAhead({ status, starts_at }: Pick<Appointment, "status" | "starts_at">, now: Date): boolean {
  return status === "booked" && Date.parse(starts_at) > now.getTime();
}

/** Whether its patient can still move or cancel it. */
export function isChangeable(appointment: Pick<Appointment, "status" | "starts_at" | "changes_until">, now: Date): boolean {
  return isAhead(appointment, now) && Date.parse(appointment.changes_until) > now.getTime();
}
