import type { DoctorState } from "./state-mark";

export interface DirectoryQuestion {
  /** The words that were searched for; empty for all doctors. */
  q?: string;
  /** The only state that is listed; null for all. */
  state?: DoctorState | null;
  /** Whether this is a later page of the list. */
  isLater?: boolean;
}

/**
 * Why a page of the directory is empty: the list has become shorter, the search or the state matches no doctor, or
 * there is no doctor at all.
 */
export function whyNone({ q, state, isLater }: DirectoryQuestion): "noMore" | "noneFound" | "noneOfState" | "none" {
  if (isLater) return "noMore";
  if (q) return "noneFound";
  return state ? "noneOfState" : "none";
}
