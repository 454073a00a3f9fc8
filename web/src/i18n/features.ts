/** One file of messages for each, in `messages/<locale>/`; one a line, so that additions do not meet. */
export const features = [
  "account",
  "appointments",
  "booking",
  "common",
  "doctor",
  "errors",
  "family",
  "home",
  "operations",
  "practice",
  "search",
  "session",
] as const;

export type Feature = (typeof features)[number];
