import { isProblem } from "@/api/problem";

const LIMITS = [
  "open_per_doctor", "open_per_account", "made_per_day", "therapies", "moves_per_appointment", "changes_per_day",
] as const; // prettier-ignore
const RULES = ["too-late-to-change", "follow-up-not-offered"] as const;

/** What refused a booking: the kind of the limit or rule, and the largest number that it allows (0 for a rule). */
export interface Limit {
  kind: (typeof LIMITS)[number] | (typeof RULES)[number];
  most: number;
}

/** The limit that a refusal names: a limit of one person with its number `most`, or a doctor's rule (`most` is 0). Null for any other error. */
export function limitOf(error: unknown): Limit | null {
  if (!isProblem(error)) return null;
  const rule = RULES.find((code) => code === error.code);
  if (rule) return { kind: rule, most: 0 };
  if (error.code !== "too-many-appointments" && error.code !== "too-many-changes") return null;
  const kind = LIMITS.find((name) => name === error.extra.limit);
  return kind ? { kind, most: Number(error.extra.most) } : null;
}
