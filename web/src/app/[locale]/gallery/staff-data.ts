import type { Schemas } from "@/api/client";
import type { Clinic } from "@/features/desk/desk-page";
import type { Agenda as ClinicAgenda, Payment, Queue } from "@/features/desk/types";
import type { AgendaAnswer } from "@/features/practice/shared/types";
import type { Week } from "@/features/practice/week/week";
import type { Locale } from "@/i18n/routing";

import { appointment, at, fee, handover, ids, overrideReason, TODAY, words, ZONE } from "./data";

// The gallery's data of the pages of desks, doctors and administrators.

export const clinic = (locale: Locale): Clinic => ({
  id: ids.clinic, name: words[locale].clinic, address: words[locale].address, city: words[locale].city, city_slug: "pune", closed_at: null,
  is_practice: false, languages: ["English", "Hindi"], location: null, phone: "+91 20 5550 0123", time_zone: ZONE, updated_at: at("09:00"),
}); // prettier-ignore

const doctorAt = (locale: Locale) => ({ id: ids.doctor, name: words[locale].doctor });
const patientAt = (locale: Locale) => ({ id: ids.patient, name: words[locale].patient });

export const clinicDay = (locale: Locale, isEmpty = false): ClinicAgenda => {
  const visit: Omit<ClinicAgenda["appointments"][number], "id" | "starts_at" | "ends_at"> = {
    attendance: "expected", consultation_type: words[locale].type, consultation_kind: "first_visit", doctor: doctorAt(locale), patient: patientAt(locale), fee, paid: 0,
    reference: "K7QM-29XD", status: "booked", version: 1, override_reason: null,
  }; // prettier-ignore
  const all: ClinicAgenda["appointments"] = [
    { ...visit, id: "1", starts_at: at("08:30"), ends_at: at("09:00"), status: "completed", paid: fee.amount },
    { ...visit, id: "2", starts_at: at("09:00"), ends_at: at("09:30"), status: "no_show" },
    { ...visit, id: "3", starts_at: at("09:30"), ends_at: at("10:00"), status: "cancelled" },
    { ...visit, id: "4", starts_at: at("10:00"), ends_at: at("10:30"), attendance: "in_room", paid: 50_000 },
    { ...visit, id: "5", starts_at: at("10:30"), ends_at: at("11:00"), attendance: "arrived" },
    { ...visit, id: "6", starts_at: at("11:00"), ends_at: at("11:30") },
    { ...visit, id: "7", starts_at: at("20:15"), ends_at: at("20:45"), override_reason: overrideReason[locale] },
  ];
  return { clinic_id: isEmpty ? "empty" : ids.clinic, date: TODAY, holiday: null, time_zone: ZONE, appointments: isEmpty ? [] : all };
};

export const queue = (locale: Locale, isEmpty = false): Queue => ({
  clinic_id: isEmpty ? "empty" : ids.clinic,
  date: TODAY,
  time_zone: ZONE,
  tickets: isEmpty
    ? []
    : (["done", "left", "in_room", "called", "waiting", "waiting"] as const).map((state, index) => ({
        id: `ticket-${index}`, number: index + 1, state, room: state === "in_room" || state === "called" ? "3" : "", paid: state === "done" ? fee.amount : 0, currency: fee.currency,
        date: TODAY, created_at: at("09:00"), changed_at: at("09:40"), doctor: doctorAt(locale), patient: patientAt(locale),
      })),
}); // prettier-ignore

export const payment = (locale: Locale, isTakenBack = false): Payment => ({
  year: 2027, number: isTakenBack ? 43 : 42, at: at("09:58"), method: "upi", paid: { ...fee, amount: isTakenBack ? -fee.amount : fee.amount },
  reference: "K7QM-29XD", queue_number: null, reason: isTakenBack ? "UPI" : null, registration_number: "MH-A-12345", ticket_id: null,
  appointment_id: "visit", doctor: doctorAt(locale), patient: patientAt(locale), taken_back_by: null,
  takes_back: isTakenBack ? { year: 2027, number: 42 } : null,
}); // prettier-ignore

type KindOfDay = "full" | "empty" | "leave";

export const agenda = (locale: Locale, kind: KindOfDay): AgendaAnswer => {
  const visit: Omit<AgendaAnswer["appointments"][number], "id" | "starts_at" | "ends_at"> = {
    attendance: "expected", attendance_from: at("05:00"), undo_until: at("18:00"), clinic_id: null, consultation_type: words[locale].type, consultation_kind: "first_visit", consultation_type_id: "type", join_from: null, join_url: null,
    mode: "in_person", patient: patientAt(locale), proposed_starts_at: null, reason: null, reference: "K7QM-29XD", status: "booked", version: 1,
    override_reason: null,
  }; // prettier-ignore
  const all: AgendaAnswer["appointments"] = [
    { ...visit, id: "1", starts_at: at("09:00"), ends_at: at("09:30"), status: "completed" },
    { ...visit, id: "2", starts_at: at("09:30"), ends_at: at("10:00"), status: "no_show" },
    { ...visit, id: "3", starts_at: at("10:00"), ends_at: at("10:30"), attendance: "in_room" },
    { ...visit, id: "4", starts_at: at("10:30"), ends_at: at("11:00"), attendance: "arrived" },
    { ...visit, id: "5", starts_at: at("11:00"), ends_at: at("11:30"), mode: "online", proposed_starts_at: at("12:00") },
    { ...visit, id: "6", starts_at: at("11:30"), ends_at: at("12:00"), status: "cancelled" },
    { ...visit, id: "7", starts_at: at("20:15"), ends_at: at("20:45"), override_reason: overrideReason[locale] },
  ];
  return {
    doctor_id: `doctor-${kind}`,
    date: TODAY,
    time_zone: ZONE,
    late_minutes: kind === "full" ? 15 : 0,
    hours: kind === "leave" ? [] : [{ clinic_id: null, starts_at: at("09:00"), ends_at: at("13:00"), modes: ["online", "in_person"] }],
    leave: kind === "leave" ? [{ starts_at: at("00:00"), ends_at: at("00:00", "2027-08-07"), note: "" }] : [],
    appointments: kind === "full" ? all : [],
  };
};

const exception = (locale: Locale, kind: "leave" | "extra_hours"): Schemas["ExceptionAnswer"] => ({
  id: kind, kind, clinic_id: null, modes: ["online", "in_person"], note: kind === "leave" ? words[locale].long : "",
  starts_at: at(kind === "leave" ? "00:00" : "15:00", "2027-08-06"), ends_at: kind === "leave" ? at("00:00", "2027-08-09") : at("18:00", "2027-08-06"),
}); // prettier-ignore

export const leave = (locale: Locale) => exception(locale, "leave");
export const exceptions = (locale: Locale) => [leave(locale), exception(locale, "extra_hours")];

/** The week of `TODAY`: Wednesday is full, and leave begins on Friday. */
export const week = (locale: Locale): Week => ({
  zone: ZONE,
  exceptions: [leave(locale)],
  days: ["02", "03", "04", "05", "06", "07", "08"].map((day) => ({
    ...agenda(locale, day === "04" ? "full" : day > "05" ? "leave" : "empty"), date: `2027-08-${day}`, hours: day > "05" ? [] : hoursOf(`2027-08-${day}`),
  })),
}); // prettier-ignore

const hoursOf = (date: string): AgendaAnswer["hours"] => [{ clinic_id: null, starts_at: at("09:00", date), ends_at: at("13:00", date), modes: ["online", "in_person"] }];

const rule = { breaks: [{ starts: "11:00", ends: "11:15" }], clinic_id: null, modes: ["online" as const, "in_person" as const], starts: "09:00", ends: "13:00", time_zone: ZONE, valid_from: "2000-01-01", valid_until: null };

export const schedule: Schemas["ScheduleAnswer"] = {
  buffer_minutes: 10, horizon_days: 60, notice_minutes: 60, slot_step_minutes: null, time_zone: ZONE, version: 1,
  rules: [1, 2, 3, 4, 5].map((weekday) => ({ ...rule, weekday })).concat({ ...rule, weekday: 2, starts: "17:00", ends: "20:00", breaks: [] }),
}; // prettier-ignore

export const affected = (locale: Locale): Schemas["AffectedAppointment"][] =>
  ["10:00", "11:30"].map((time, index) => ({
    id: `affected-${index}`, clinic_id: null, starts_at: at(time, "2027-08-06"), ends_at: at("12:00", "2027-08-06"), mode: index === 0 ? "online" : "in_person",
    patient_name: words[locale].patient, reference: "K7QM-29XD", status: "booked",
  })); // prettier-ignore

export const preview = (locale: Locale): Schemas["SchedulePreview"] => ({
  time_zone: ZONE,
  affected_appointments: affected(locale),
  days: ["04", "05", "06"].map((day) => ({
    date: `2027-08-${day}`, bookable: day === "06" ? 0 : 2,
    slots: ["09:00", "09:40"].map((time) => ({ clinic_id: null, starts_at: at(time, `2027-08-${day}`), ends_at: at("10:00", `2027-08-${day}`), modes: ["online"] })),
  })),
}); // prettier-ignore

export const directory = (locale: Locale): Schemas["DirectoryDoctor"][] =>
  (["approved", "waiting", "draft", "suspended"] as const).map((state, index) => ({
    id: state, state, name: words[locale].doctor, city: words[locale].city, specialization: words[locale].field, registration_number: "MH-A-12345", photo_url: null,
    account: (["active", "invited", "none", "disabled"] as const)[index] ?? "none", created_at: at("09:00"), next_available_at: index === 0 ? at("15:00") : null,
  })); // prettier-ignore

const person = { created_at: at("09:00"), disabled: false, doctor_id: null, has_factor: true, has_password: true, last_seen_at: at("09:30"), passkeys: 2 };
export const staff: Schemas["StaffView"][] = [
  { ...person, id: "own", role: "admin", email: "office@example.com" },
  { ...person, id: "doctor", role: "doctor", email: "ananya.krishnamurthy.kayachikitsa@banyanayurveda.example.com", doctor_id: ids.doctor, passkeys: 0 },
  { ...person, id: "desk", role: "desk", email: "desk@example.com", disabled: true, has_factor: false, has_password: false, last_seen_at: null, passkeys: 0 },
];

export const reads = (locale: Locale): Schemas["RecordRead"][] => [
  { id: 2, account_id: "desk", at: at("09:50"), email: "desk@example.com", role: "desk", what: "agenda", records: 14, references: ["K7QM-29XD", "B3WZ-81FH"], patients: [words[locale].patient] },
  { id: 1, account_id: "gone", at: at("09:40"), email: null, role: null, what: "patients", records: 1, references: [], patients: [words[locale].patient] },
];

const setting = { value: 2, default: 2, is_default: true, least: 1, most: 20, least_setting: null, most_setting: null, version: 0, changed_at: null, changed_by: null };

export const settings: Schemas["SettingView"][] = [
  { ...setting, name: "open_per_doctor", group: "person" },
  { ...setting, name: "hold_seconds", group: "hold", value: 600, default: 300, is_default: false, least: 120, most: 900, version: 3, changed_at: at("09:50"), changed_by: "office@example.com" },
  { ...setting, name: "reopen_hours", group: "visit", value: 24, default: 24, most: 168, version: 2, changed_at: at("09:40"), changed_by: null },
  { ...setting, name: "clinic_max_desk", group: "clinic", value: 100, default: 100, most: 500 },
];

export const settingChanges: Schemas["SettingChanges"] = {
  items: [
    { id: 2, name: "hold_seconds", previous: 300, value: 600, is_default: false, at: at("09:50"), by: "ananya.krishnamurthy.kayachikitsa@banyanayurveda.example.com" },
    { id: 1, name: "reopen_hours", previous: 48, value: 24, is_default: true, at: at("09:40"), by: null },
  ],
  next_cursor: "more",
};

export const visitQuestion = { reference: "K7QM-29XD" };
export const visitsFound = (locale: Locale, isEmpty = false) => ({
  pageParams: [null],
  pages: [{ next_cursor: null, items: isEmpty ? [] : [appointment(locale), appointment(locale, { id: "2", status: "cancelled" })] }],
});

/** The result of a search for doctors by name: the first `count` doctors of the directory. */
export const doctorsFound = (locale: Locale, count: number) => ({ pageParams: [""], pages: [{ next_cursor: null, items: directory(locale).slice(0, count) }] });

/** A visit that the desk booked outside the hours, and that went to another doctor. */
export const events = (locale: Locale): Schemas["EventView"][] => {
  const event = { clinic_id: null, doctor_name: null, previous_doctor_name: null, previous_starts_at: null, override_reason: null, starts_at: at("20:15") };
  const [doctor_name, previous_doctor_name] = [handover.doctor_name, words[locale].doctor];
  return [
    { ...event, version: 1, kind: "booked", actor_role: "desk", at: at("09:00"), override_reason: overrideReason[locale] },
    { ...event, version: 2, kind: "move_proposed", actor_role: "admin", at: at("09:10"), doctor_name },
    { ...event, version: 3, kind: "moved", actor_role: "patient", at: at("09:20"), doctor_name, previous_doctor_name, previous_starts_at: at("20:15") },
    { ...event, version: 4, kind: "moved", actor_role: "patient", at: at("09:30"), previous_starts_at: at("20:15"), starts_at: at("17:30") },
  ];
};

export const upcoming = (locale: Locale, isEmpty = false): Schemas["UpcomingVisits"] => {
  const states = isEmpty ? [] : (["none", "proposed", "to_choose", "declined"] as const);
  const items = states.map((state) => ({
    id: state, handover: state, handover_doctor_name: state === "none" ? null : (handover.doctor_name), answer_until: null, mode: "online" as const,
    starts_at: at("17:30"), ends_at: at("18:00"), patient_name: words[locale].patient, reference: "K7QM-29XD",
  }));
  return { items, count: items.length, proposed: isEmpty ? 0 : 1, to_choose: isEmpty ? 0 : 1, declined: isEmpty ? 0 : 1 };
}; // prettier-ignore

/** A patient as the doctor of a visit sees the patient. */
export const visitPatient = (locale: Locale, isKnown: boolean): Schemas["VisitPatient"] => ({
  id: ids.patient, name: words[locale].patient, age: isKnown ? 68 : null, gender: isKnown ? "male" : null, email: "ramesh@example.com", phone: isKnown ? "+91 98470 11223" : null,
  earlier_visits: isKnown
    ? (["completed", "no_show"] as const).map((status) => ({
        id: status, status, consultation_kind: "first_visit", consultation_type: words[locale].type, mode: "online", reference: "B3WZ-81FH",
        reason: status === "completed" ? words[locale].long : null, starts_at: at("10:00", "2027-05-04"),
      }))
    : [],
}); // prettier-ignore
