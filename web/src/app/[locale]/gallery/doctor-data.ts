// Sample data for the gallery: a doctor's public page, and the doctor's page for administrators.
import type { Schemas } from "@/api/client";
import type { Profile } from "@/features/doctor/profile";
import type { Bookable } from "@/features/doctor/times/bookable";
import type { Locale } from "@/i18n/routing";
import type { Snapshot } from "@/live/protocol";

import { at, fee, fullDay, ids, reference, words, ZONE } from "./data";

/** A doctor's two consultation types. */
export const types = (locale: Locale): Schemas["TypeAnswer"][] => [
  { id: "type", name: words[locale].type, kind: "first_visit", minutes: 30, is_default: true, modes: ["online", "in_person"], fee },
  { id: "therapy", name: words[locale].long, kind: "therapy", minutes: 60, is_default: false, modes: ["in_person"], fee: { ...fee, amount: 250_050 } },
];

export const practicePlace = (locale: Locale): Schemas["DoctorsClinic"] => ({
  id: ids.doctor, name: words[locale].doctor, address: words[locale].address, city: words[locale].city, closed: false, location: null, phone: null,
}); // prettier-ignore
export const secondPlace = (locale: Locale): Schemas["DoctorsClinic"] => ({
  ...practicePlace(locale), id: ids.clinic, name: words[locale].clinic, phone: "+91 20 5550 0123", location: { latitude: 18.5158, longitude: 73.8419 },
}); // prettier-ignore

export const doctor = (locale: Locale, more: Partial<Schemas["DoctorAnswer"]> = {}): Schemas["DoctorAnswer"] => ({
  id: ids.doctor, name: words[locale].doctor, address: words[locale].address, approved: true, bio: `${words[locale].long}. ${words[locale].long}.`, buffer_minutes: 10,
  change_notice_minutes: 120, city: words[locale].city, city_slug: "pune", clinics: [practicePlace(locale), secondPlace(locale)], code_policy: "session",
  consultation_types: types(locale), experience_years: 14, fee, follow_up_days: 30, gender: "female", horizon_days: 60, languages: ["English", "Hindi", "Marathi"],
  meeting_url: "https://meet.example.com/ananya", modes: ["online", "in_person"], next_available_at: at("11:00"), notice_minutes: 60, photo_url: null,
  qualifications: "BAMS, MD", rating: 4.7, rating_count: 132, registration_number: "MH-A-12345", slot_step_minutes: null, specialization: "kayachikitsa",
  specialization_slug: "kayachikitsa", time_zone: ZONE, updated_at: at("09:00"), ...more,
}); // prettier-ignore

/** A doctor with everything that the public page shows, or with what is required only. */
export const profile = (locale: Locale, isFull: boolean): Profile => {
  const [field] = reference(locale).specializations;
  const bare = { bio: "", qualifications: "", rating: null, rating_count: 0, modes: ["online" as const], consultation_types: types(locale).slice(0, 1) };
  return {
    doctor: doctor(locale, isFull ? {} : bare), locale, specialization: words[locale].field, city: words[locale].city,
    plain: isFull ? (field?.plain ?? "") : "", treats: isFull ? (field?.treats ?? "") : "",
  };
}; // prettier-ignore

export const bookableOf = (locale: Locale, id: string, labels: readonly string[]): string =>
  JSON.stringify({
    id, name: words[locale].doctor, timeZone: ZONE, horizonDays: 60,
    types: labels.map((label, index) => ({ id: `type-${index}`, is_default: index === 0, modes: ["in_person", "online"], label })),
  } satisfies Bookable); // prettier-ignore

/** A doctor's times at two clinics. */
export const snapshot = (locale: Locale): Snapshot => ({
  doctor_id: "picker", time_zone: ZONE, consultation_type_id: "type-0", epoch: null, version: null,
  clinics: [practicePlace(locale), secondPlace(locale)].map(({ id, name, city }) => ({ id, name, city })),
  days: [{ ...fullDay, slots: fullDay.slots.map((slot, index) => ({ ...slot, modes: ["online", "in_person"], clinic: index < 4 ? 0 : 1 })) }],
}); // prettier-ignore
