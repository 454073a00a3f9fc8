import { isProblem, type Problem } from "@/api/problem";

const LOSSES = [
  "slot-taken", "hold-expired", "slot-not-offered", "schedule-changed", "patient-busy", "beyond-calendar",
] as const; // prettier-ignore

/** The API's problem code that says why the chosen time cannot be booked. */
export type Loss = (typeof LOSSES)[number];

/** Whether the error says that the chosen time cannot be booked. */
export function isLoss(error: unknown): error is Problem & { code: Loss } {
  return isProblem(error) && (LOSSES as readonly string[]).includes(error.code);
}
