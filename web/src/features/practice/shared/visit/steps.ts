import type { AgendaAppointment } from "../types";

export type Attendance = AgendaAppointment["attendance"];
export type EndKind = "complete" | "missed" | "cancel" | "reopen";

type State = Pick<AgendaAppointment, "status" | "attendance" | "attendance_from" | "undo_until" | "starts_at">;

/** The patient's name; the booking number if the account has no name yet. */
export function nameOf({ patient, reference }: Pick<AgendaAppointment, "patient" | "reference">): string {
  return patient.name || reference;
}

/** Attendance states that can be recorded next: a later one, or one step back. */
export function attendanceSteps(visit: State, now: number): { forward: Attendance[]; back: Attendance | null } {
  const { status, attendance, attendance_from } = visit;
  if (status !== "booked" || now < Date.parse(attendance_from)) return { forward: [], back: null };
  if (attendance === "expected") return { forward: ["arrived", "in_room"], back: null };
  const forward: Attendance[] = attendance === "arrived" ? ["in_room"] : [];
  return { forward, back: isUndoable(visit, now) ? BEFORE[attendance] : null };
}

const BEFORE = { arrived: "expected", in_room: "arrived" } as const;

function isUndoable({ undo_until }: State, now: number): boolean {
  return undo_until !== null && now < Date.parse(undo_until);
}

/**
 * The ways to close a visit or to undo the closing. A visit that has not begun cannot be missed, a visit that has begun
 * cannot be cancelled, and a closing can be undone for some time.
 */
export function endings(visit: State, now: number): EndKind[] {
  const { status, attendance, starts_at } = visit;
  if (status !== "booked") return status !== "cancelled" && isUndoable(visit, now) ? ["reopen"] : [];
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
