import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/routing";
import { addDays } from "@/lib/time";

import { at, TODAY, words } from "./data";

// The gallery's data of the administrators' overview, of live figures, and of a doctor with the facts that only administrators see.

export const days: Schemas["DayFigures"][] = Array.from({ length: 30 }, (_, index) => ({
  date: addDays(TODAY, index - 29), booked: index === 29 ? 9 : 0, completed: 4 + ((index * 7) % 11), missed: index % 3, cancelled: (index * 5) % 4,
})); // prettier-ignore

export const doctorFigures = (locale: Locale): Schemas["DoctorFigures"][] =>
  Array.from({ length: 11 }, (_, index) => ({
    id: `doctor-${index}`, name: index === 0 ? words[locale].long : words[locale].doctor, specialization: "kayachikitsa", visits: 20 - index, missed: index % 3,
    booked_minutes: 900 - index * 80, offered_minutes: index === 8 ? 0 : 1200,
  })); // prettier-ignore

export const nextAvailable: Schemas["SpecializationFigures"][] = [
  { slug: "kayachikitsa", name: "Kayachikitsa", name_hi: "कायचिकित्सा", doctors: 12, next_available_at: at("11:00") },
  { slug: "panchakarma", name: "Panchakarma", name_hi: "पंचकर्म", doctors: 4, next_available_at: null },
];

const tiles: Schemas["TilesView"] = {
  at: at("10:00"), bookings_last_minute: 12, bookings_last_hour: 640, holds_live: 31, collisions_last_hour: 3, queue_depth: 5, queue_age_seconds: 2,
  errors_last_hour: 0, sockets: 1204, code_delivery: { sent: 480, failed: 0 },
}; // prettier-ignore
export const liveTiles = {
  good: tiles,
  worrying: { ...tiles, queue_depth: 4200, queue_age_seconds: 380, errors_last_hour: 17, code_delivery: { sent: 480, failed: 22 } },
  unknown: { ...tiles, holds_live: null, collisions_last_hour: null, errors_last_hour: null, sockets: null, code_delivery: null },
};

export const counts: Schemas["StateCounts"] = { approved: 1240, draft: 3, suspended: 1, waiting: 12 };

type Known = Schemas["DoctorOfStaff"];
export const known = (state: Known["state"], more: Partial<Known> = {}): Known => ({
  id: state, state, account: null, history: [], suspended_at: null, upcoming: 0, weekly_hours: 0, ...more,
}); // prettier-ignore

export const history: Known["history"] = [
  { kind: "doctor_approved", at: at("09:30"), by: "office@example.com" },
  { kind: "doctor_created", at: at("09:00", "2027-08-01"), by: null },
];

const account = { id: "account", email: "ananya.krishnamurthy.kayachikitsa@banyanayurveda.example.com", disabled: false, has_password: true };
export const doctorAccounts = { none: null, invited: { ...account, has_password: false }, active: account, disabled: { ...account, disabled: true } };

const rush: Schemas["RushView"] = { on: false, by: null, admitted: 0, admitted_per_minute: 0, ends_at: null, waiting: 0 };
export const rushes = { off: rush, staff: { ...rush, on: true, by: "staff" as const, waiting: 42, admitted_per_minute: 12 }, demand: { ...rush, on: true, by: "demand" as const, waiting: 180, admitted_per_minute: 30 } };
