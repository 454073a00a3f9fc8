import type { AgendaAppointment } from "../types";

export type Attendance = AgendaAppointment["attendance"];
export type EndKind = "complete" | "missed" | "cancel" | "reopen";

const HOUR_MS = 3_600_000;
const REOPEN_MS = 24 * HOUR_MS;
const EARLY_MS = 12 * HOUR_MS;

type State = Pick<AgendaAppointment, "status" | "attendance" | "starts_at" | "ends_at">;

/** The patient's name; the booking number if the account has no name yet. */
export function nameOf({ patient, reference }: Pick<AgendaAppointment, "patient" | "reference">): string {
  return patient.name || reference;
}

/** Attendance states that can be recorded next: a later one, or one step back. */
export function attendanceSteps({ status, attendance, starts_at }: State, now: number): { forward: Attendance[]; back: Attendance | null } {
  if (status !== "booked" || now < Date.parse(starts_at) - EARLY_MS) return { forward: [], back: null };
  if (attendance === "expected") return { forward: ["arrived", "in_room"], back: null };
  return attendance === "arrived" ? { forward: ["in_room"], back: "expected" } : { forward: [], back: "arrived" };
}

/**
 * The ways to close a visit or to undo the closing. A visit that has not begun cannot be missed, a visit that has begun
 * cannot be cancelled, and a closing can be undone for a day.
 */
export function endings({ status, attendance, starts_at, ends_at }: State, now: number): EndKind[] {
  if (status !== "booked") return status !== "cancelled" && now < Date.parse(ends_at) + REOPEN_MS ? ["reopen"] : [];
  if (now < Date.parse(starts_at)) return ["cancel"];
  return attendance === "in_room" ? ["complete"] : ["complete", "missed"];
}

/** The most likely next step, which has a button in the day's row. */
export function nextStep(visit: State, now: number): { attendance: Attendance } | { end: EndKind } | null {
  const [attendance, end] = [attendanceSteps(visit, now).forward[0], endings(visit, now)[0]];
  if (visit.status !== "booked") return end ? { end } : null;
  if (attendance) return { attendance };
  return end === "complete" ? { end } : null;
}
