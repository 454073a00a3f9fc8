import { isProblem } from "@/api/problem";

/** Why a time could not be held, for errors that are no loss of the time; the key of the text in `booking.trouble`. */
export type RefusedHold = "away" | "tooManyHolds" | "notMovable" | "tooLate" | "followUp" | "offline" | "wait" | "absent";

export function refusedHold(error: Error): RefusedHold {
  if (!isProblem(error)) return "away";
  if (error.code === "too-many-holds") return "tooManyHolds";
  if (error.code === "not-booked" || error.code === "already-started") return "notMovable";
  if (error.code === "too-late-to-change") return "tooLate";
  if (error.code === "follow-up-not-offered") return "followUp";
  if (error.status === 0) return "offline";
  if (error.status === 429) return "wait";
  return error.status === 404 || error.status === 403 ? "absent" : "away";
}

/** Whether the same request can succeed later. */
export function isPassing(refused: RefusedHold): boolean {
  return refused === "away" || refused === "offline" || refused === "wait" || refused === "tooManyHolds";
}
