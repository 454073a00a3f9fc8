// Made by `npm run catalogue` from the names of the files in messages/en.

/** The words of each feature, in English: what `t("...")` is checked against. */
export interface Catalogue {
  account: typeof import("../../messages/en/account.json");
  appointments: typeof import("../../messages/en/appointments.json");
  booking: typeof import("../../messages/en/booking.json");
  changes: typeof import("../../messages/en/changes.json");
  clinics: typeof import("../../messages/en/clinics.json");
  common: typeof import("../../messages/en/common.json");
  doctor: typeof import("../../messages/en/doctor.json");
  errors: typeof import("../../messages/en/errors.json");
  family: typeof import("../../messages/en/family.json");
  home: typeof import("../../messages/en/home.json");
  operations: typeof import("../../messages/en/operations.json");
  passkey: typeof import("../../messages/en/passkey.json");
  practice: typeof import("../../messages/en/practice.json");
  search: typeof import("../../messages/en/search.json");
  session: typeof import("../../messages/en/session.json");
  zone: typeof import("../../messages/en/zone.json");
}

export type Feature = keyof Catalogue;

/** One file of messages for each, in `messages/<locale>/`. */
export const features = [
  "account",
  "appointments",
  "booking",
  "changes",
  "clinics",
  "common",
  "doctor",
  "errors",
  "family",
  "home",
  "operations",
  "passkey",
  "practice",
  "search",
  "session",
  "zone",
] as const satisfies Feature[];
