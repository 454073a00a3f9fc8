import type { Schemas } from "@/api/client";
import type { DoctorsTimes, Patient, Payments, Ticket } from "@/features/desk/types";
import type { Locale } from "@/i18n/routing";

import { at, ids, TODAY, words, ZONE } from "./data";
import { types } from "./doctor-data";
import { clinic, payment, queue } from "./staff-data";

// The gallery's data of the desk's pages for booking, payments and displays.

const timesOf = (locale: Locale, id: string, starts: readonly string[], kinds: number): DoctorsTimes => ({
  id, name: words[locale].doctor, consultation_type_id: "type",
  types: types(locale).slice(0, kinds).map(({ fee, kind, minutes, name, id: type }) => ({ id: type, fee, kind, minutes, name })),
  times: starts.map((time) => ({ starts_at: at(time), ends_at: at("20:30") })),
}); // prettier-ignore

const QUARTERS = ["11", "12", "13", "14"].flatMap((hour) => ["00", "15", "30", "45"].map((minutes) => `${hour}:${minutes}`));

/**
 * A clinic's times: a doctor with more times than are shown at once, and one without times. Each state has another `clinicId`, because a
 * query's key contains it.
 */
export const times = (locale: Locale, clinicId: string): Schemas["ClinicTimes"] => ({
  clinic_id: clinicId, date: TODAY, time_zone: ZONE, doctors: [timesOf(locale, ids.doctor, QUARTERS, 2), timesOf(locale, "busy", [], 1)],
}); // prettier-ignore
export const fewTimes = (locale: Locale, clinicId: string): Schemas["ClinicTimes"] => ({ ...times(locale, clinicId), doctors: [timesOf(locale, ids.doctor, ["11:00", "11:30"], 1)] });

export const patients = (locale: Locale): Patient[] => [
  { id: ids.patient, name: words[locale].patient, phone: "+91 98470 11223", birth_date: "1958-03-09", gender: "male" },
  { id: "second", name: words[locale].long, phone: null, birth_date: null, gender: null },
];

export const ticket = (locale: Locale): Ticket | undefined => queue(locale).tickets.at(-1);

export const payments = (locale: Locale, isEmpty = false): Payments => {
  const taken = { ...payment(locale), number: 41, taken_back_by: { year: 2027, number: 43 } };
  return {
    clinic_id: isEmpty ? "empty" : ids.clinic, date: TODAY, time_zone: ZONE,
    items: isEmpty ? [] : [payment(locale), taken, { ...payment(locale, true), takes_back: { year: 2027, number: 41 } }],
    totals: isEmpty ? [] : [{ method: "upi", total: { amount: 120_000, currency: "INR" } }, { method: "cash", total: { amount: 50_000, currency: "INR" } }],
  };
}; // prettier-ignore

export const displays = (locale: Locale): Schemas["Display"][] => [
  { id: "hall", name: words[locale].clinic, created_at: at("09:00", "2027-06-01") },
  { id: "entrance", name: words[locale].long, created_at: at("09:00", "2027-07-12") },
];

export const clinics = (locale: Locale) => [clinic(locale), { ...clinic(locale), id: "second", name: words[locale].long }];

export const holidays = (locale: Locale): Schemas["Holidays"] => ({
  items: [{ day: "2027-08-15", name: words[locale].long, visits: 2 }, { day: "2027-10-02", name: words[locale].city, visits: 0 }],
  history: [
    { day: "2027-08-15", name: words[locale].long, kind: "added", at: at("09:00"), by: "office@example.com" },
    { day: "2027-09-01", name: words[locale].city, kind: "removed", at: at("08:00"), by: null },
  ],
}); // prettier-ignore
