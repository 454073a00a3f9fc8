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

/** The filter and the page that the URL's parameters name; invalid ones count as absent, which means the first page of `upcoming`. */
export function questionOf(params: Record<string, string | string[] | undefined>): Question {
  const show = [params.show].flat()[0];
  const cursor = [params.cursor].flat()[0];
  return {
    show: shows.find((one) => one === show) ?? "upcoming",
    cursor: cursor && /^[\w-]{1,1024}$/.test(cursor) ? cursor : null,
  };
}

/**
 * The path of the list with this filter and page, without the language. The filter `upcoming` is the default and is
 * left out.
 */
export function hrefOf({ show, cursor }: Question): string {
  const said = { ...(show !== "upcoming" && { show }), ...(cursor && { cursor }) };
  const query = new URLSearchParams(said).toString();
  return query ? `/appointments?${query}` : "/appointments";
}

/**
 * The query for the API, a page of 20 appointments. The API takes days in the account's zone, which may differ by a day
 * from UTC, and a visit may run past midnight; so the range of days is wider than the filter, and `isShown` leaves out
 * the rest.
 */
export function apiQuery({ show, cursor }: Question, now: Date) {
  const today = dayIn(now, "UTC");
  const page = { limit: 20, ...(cursor && { cursor }) };
  if (show === "upcoming") return { ...page, status: "booked" as const, from: addDays(today, -2), sort: "starts_at" as const };
  if (show === "past") return { ...page, to: addDays(today, 1), sort: "-starts_at" as const };
  return { ...page, status: "cancelled" as const, sort: "-starts_at" as const };
}

/**
 * Whether the filter shows the appointment: `upcoming` if it is booked and has not ended, `cancelled` if it is cancelled, otherwise
 * `past`.
 */
export function isShown({ status, ends_at }: Pick<Appointment, "status" | "ends_at">, show: Show, now: Date): boolean {
  const isOver = Date.parse(ends_at) <= now.getTime();
  if (show === "upcoming") return status === "booked" && !isOver;
  return show === "cancelled" ? status === "cancelled" : status !== "cancelled" && (isOver || status !== "booked");
}

/**
 * Which question the patient of a booked visit has not answered: whether another doctor may take the visit (`doctor`),
 * or whether another time suits (`time`). Null without a question.
 */
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
 * Whether the patient can still move or cancel the visit: until `changes_until`, or, if the patient is asked to see
 * another doctor, until the visit starts.
 */
export function isChangeable(appointment: Pick<Appointment, "status" | "starts_at" | "changes_until" | "handover">, now: Date): boolean {
  return isAhead(appointment, now) && (appointment.handover !== null || Date.parse(appointment.changes_until) > now.getTime());
}
