import type { AgendaAppointment } from "../types";

export type Attendance = AgendaAppointment["attendance"];
/** The states that come after another one, and those that come before another one. */
type Later = Exclude<Attendance, "expected">;
type Earlier = Exclude<Attendance, "in_room">;
export type EndKind = "complete" | "missed" | "cancel" | "reopen";

type State = Pick<AgendaAppointment, "status" | "attendance" | "attendance_from" | "undo_until" | "starts_at">;

/** The patient's name; the booking reference if the account has no name yet. */
export function nameOf({ patient, reference }: Pick<AgendaAppointment, "patient" | "reference">): string {
  return patient.name || reference;
}

/**
 * The attendance states that can be recorded at `now` (Unix ms): `forward`, the likeliest first, and `back`, the state
 * before the present one, null once it cannot be undone. There are none for a visit that is not booked, and none before
 * `attendance_from`.
 */
export function attendanceSteps(visit: State, now: number): { forward: Later[]; back: Earlier | null } {
  const { status, attendance, attendance_from } = visit;
  if (status !== "booked" || now < Date.parse(attendance_from)) return { forward: [], back: null };
  if (attendance === "expected") return { forward: ["arrived", "in_room"], back: null };
  const forward: Later[] = attendance === "arrived" ? ["in_room"] : [];
  return { forward, back: isUndoable(visit, now) ? BEFORE[attendance] : null };
}

const BEFORE = { arrived: "expected", in_room: "arrived" } as const;

function isUndoable({ undo_until }: State, now: number): boolean {
  return undo_until !== null && now < Date.parse(undo_until);
}

/**
 * The ways to end a visit, the likeliest first. A booked visit can be cancelled before its start; from its start on it
 * can be completed, or, unless the patient is in the room, recorded as missed. A completed or missed visit can be
 * reopened until `undo_until`.
 */
export function endings(visit: State, now: number): EndKind[] {
  const { status, attendance, starts_at } = visit;
  if (status !== "booked") return status !== "cancelled" && isUndoable(visit, now) ? ["reopen"] : [];
  if (now < Date.parse(starts_at)) return ["cancel"];
  return attendance === "in_room" ? ["complete"] : ["complete", "missed"];
}

/**
 * The step that the button in a visit's row of the day records: the next attendance state, else the completion; for a
 * completed or missed visit its reopening. Null if no such step is possible.
 */
export function nextStep(visit: State, now: number): { attendance: Later } | { end: EndKind } | null {
  const [attendance, end] = [attendanceSteps(visit, now).forward[0], endings(visit, now)[0]];
  if (visit.status !== "booked") return end ? { end } : null;
  if (attendance) return { attendance };
  return end === "complete" ? { end } : null;
}
