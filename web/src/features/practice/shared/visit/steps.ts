import type { AgendaAppointment } from "../types";

export type Attendance = AgendaAppointment["attendance"];
export type EndKind = "complete" | "missed" | "cancel" | "reopen";

const HOUR_MS = 3_600_000;
const REOPEN_MS = 24 * HOUR_MS;
const EARLY_MS = 12 * HOUR_MS;

type State = Pick<AgendaAppointment, "status" | "attendance" | "starts_at" | "ends_at">;

/** The patient's name; the booking reference if the account has no name yet. */
export function nameOf({ patient, reference }: Pick<AgendaAppointment, "patient" | "reference">): string {
  return patient.name || reference;
}

/**
 * Attendance states that can be recorded next: `forward`, the likeliest first, and `back`, the state before the present
 * one; none for a visit that is not booked, and earlier than 12 hours before its start.
 */
export function attendanceSteps({ status, attendance, starts_at }: State, now: number): { forward: Attendance[]; back: Attendance | null } {
  if (status !== "booked" || now < Date.parse(starts_at) - EARLY_MS) return { forward: [], back: null };
  if (attendance === "expected") return { forward: ["arrived", "in_room"], back: null };
  return attendance === "arrived" ? { forward: ["in_room"], back: "expected" } : { forward: [], back: "arrived" };
}

/**
 * The ways to end a visit, the likeliest first. A booked visit can be cancelled before its start; from its start on it
 * can be completed, or, unless the patient is in the room, recorded as missed. A completed or missed visit can be
 * reopened until 24 hours after its planned end.
 */
export function endings({ status, attendance, starts_at, ends_at }: State, now: number): EndKind[] {
  if (status !== "booked") return status !== "cancelled" && now < Date.parse(ends_at) + REOPEN_MS ? ["reopen"] : [];
  if (now < Date.parse(starts_at)) return ["cancel"];
  return attendance === "in_room" ? ["complete"] : ["complete", "missed"];
}

/**
 * The step that the button in a visit's row of the day records: the next attendance state, else the completion; for a
 * completed or missed visit its reopening. Null if no such step is possible.
 */
export function nextStep(visit: State, now: number): { attendance: Attendance } | { end: EndKind } | null {
  const [attendance, end] = [attendanceSteps(visit, now).forward[0], endings(visit, now)[0]];
  if (visit.status !== "booked") return end ? { end } : null;
  if (attendance) return { attendance };
  return end === "complete" ? { end } : null;
}
