import type { Schemas } from "@/api/client";
import { addDays, dayIn } from "@/lib/time";

export type Appointment = Schemas["AppointmentView"];

export const shows = ["upcoming", "past", "cancelled"] as const;
export type Show = (typeof shows)[number];

/** The filter and the page of the list of appointments, as they are in the URL. */
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

/** The URL of a query, without the language. */
export function hrefOf({ show, cursor }: Question): string {
  const said = { ...(show !== "upcoming" && { show }), ...(cursor && { cursor }) };
  const query = new URLSearchParams(said).toString();
  return query ? `/appointments?${query}` : "/appointments";
}

/**
 * The query that is sent to the API. The API counts days in the account's zone, so one more day is requested on
 * either side. `isShown` leaves out appointments near today that the query does not include.
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

/** The question that the patient of a booked visit has not answered: another doctor or another time; null without one. */
export function openQuestion({ status, proposal, handover }: Pick<Appointment, "status" | "proposal" | "handover">): "doctor" | "time" | null {
  if (status !== "booked") return null;
  if (handover && (!proposal || proposal.doctor_id === handover.doctor_id)) return "doctor";
  return proposal ? "time" : null;
}

/** Whether the appointment is booked and has not begun. */
export function isAhead({ status, starts_at }: Pick<Appointment, "status" | "starts_at">, now: Date): boolean {
  return status === "booked" && Date.parse(starts_at) > now.getTime();
}

/**
 * Whether the patient can still move or cancel the visit. A patient who is asked to see another doctor can do so
 * until the visit starts.
 */
export function isChangeable(appointment: Pick<Appointment, "status" | "starts_at" | "changes_until" | "handover">, now: Date): boolean {
  return isAhead(appointment, now) && (appointment.handover !== null || Date.parse(appointment.changes_until) > now.getTime());
}
