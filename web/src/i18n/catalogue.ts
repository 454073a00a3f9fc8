// Made by `npm run catalogue` from the names of the files in messages/en.

/** The English messages of each feature, against which TypeScript checks the keys in `t("...")`. */
export interface Catalogue {
  account: typeof import("../../messages/en/account.json");
  appointments: typeof import("../../messages/en/appointments.json");
  booking: typeof import("../../messages/en/booking.json");
  changes: typeof import("../../messages/en/changes.json");
  clinics: typeof import("../../messages/en/clinics.json");
  common: typeof import("../../messages/en/common.json");
  desk: typeof import("../../messages/en/desk.json");
  doctor: typeof import("../../messages/en/doctor.json");
  errors: typeof import("../../messages/en/errors.json");
  family: typeof import("../../messages/en/family.json");
  fields: typeof import("../../messages/en/fields.json");
  home: typeof import("../../messages/en/home.json");
  near: typeof import("../../messages/en/near.json");
  operations: typeof import("../../messages/en/operations.json");
  passkey: typeof import("../../messages/en/passkey.json");
  practice: typeof import("../../messages/en/practice.json");
  search: typeof import("../../messages/en/search.json");
  session: typeof import("../../messages/en/session.json");
  settings: typeof import("../../messages/en/settings.json");
  zone: typeof import("../../messages/en/zone.json");
}

export type Feature = keyof Catalogue;

/** The features with texts. The texts of each are in a file of that name in `messages/<locale>/`. */
export const features = [
  "account",
  "appointments",
  "booking",
  "changes",
  "clinics",
  "common",
  "desk",
  "doctor",
  "errors",
  "family",
  "fields",
  "home",
  "near",
  "operations",
  "passkey",
  "practice",
  "search",
  "session",
  "settings",
  "zone",
] as const satisfies Feature[];
