import type { Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Reference } from "@/api/reference";
import type { Appointment } from "@/features/appointments/question";
import type { Chosen } from "@/features/booking/chosen";
import type { Place } from "@/features/booking/use-place";
import type { Bookable } from "@/features/doctor/times/bookable";
import type { Found } from "@/features/search/finding";
import type { Question } from "@/features/search/question";
import type { Locale } from "@/i18n/routing";
import type { Day, Slot } from "@/live/protocol";

// The gallery's data of patients' pages; staff-data.ts has the data of staff's pages.

/** 10 am on a Wednesday in India, in Unix ms: the tests set the browser's clock to this instant. */
export const NOW = Date.parse("2027-08-04T04:30:00Z");
export const ZONE = "Asia/Kolkata";
export const TODAY = "2027-08-04";

/** The Unix ms of the instant `seconds` before the present time. */
export const ago = (seconds: number) => Date.now() - seconds * 1000;

/** The ISO instant at which a clock in India shows `time` (`HH:MM`) on `date`. */
export const at = (time: string, date = TODAY) => `${date}T${time}:00+05:30`;

/** Texts of people and places, which the API returns in the visitor's language. */
export const words: Record<Locale, { doctor: string; field: string; patient: string; clinic: string; city: string; address: string; type: string; long: string }> = {
  en: {
    doctor: "Vaidya Ananya Krishnamurthy", field: "Kayachikitsa", patient: "Ramesh Subramanian", clinic: "Banyan Ayurveda Clinic", city: "Pune",
    address: "14 Law College Road", type: "First consultation", long: "The name of the patient as it is written in official documents",
  },
  hi: {
    doctor: "वैद्य अनन्या कृष्णमूर्ति", field: "कायचिकित्सा", patient: "रमेश सुब्रमण्यन", clinic: "बरगद आयुर्वेद क्लिनिक", city: "पुणे",
    address: "14 लॉ कॉलेज रोड", type: "पहला परामर्श", long: "मरीज़ का नाम, जैसा सरकारी दस्तावेज़ों में लिखा है",
  },
}; // prettier-ignore

export const ids = { doctor: "d0000000-0000-4000-8000-000000000001", clinic: "c0000000-0000-4000-8000-000000000001", patient: "a0000000-0000-4000-8000-000000000001" };
export const fee = { amount: 120_000, currency: "INR" };

export const problem = {
  offline: new Problem(0, "offline", "No connection"),
  away: new Problem(503, "unavailable", "Unavailable"),
  wait: new Problem(429, "rate-limited", "Too many requests", [], 180),
  tooManyHolds: new Problem(409, "too-many-holds", "Too many holds"),
  tooLate: new Problem(409, "too-late-to-change", "Too late"),
  followUp: new Problem(409, "follow-up-not-offered", "No follow-up"),
  absent: new Problem(404, "not-found", "Not found"),
};

/** A refusal by its code. */
export const refusal = (status: number, code: string, extra: Problem["extra"] = {}) => new Problem(status, code, code, [], null, extra);
/** A refusal of one field of the request. */
export const refusalOf = (field: string) => new Problem(422, "invalid", "Invalid", [{ pointer: `/${field}`, detail: "Invalid" }]);

export const challenge = { challenge_id: "challenge", expires_at: at("10:05"), resend_at: at("10:01") };

export const sections = ["Overview", "Doctors", "Clinics", "Appointments", "Staff", "Reads", "Machine"].map((label) => ({
  path: `/gallery?section=${label}`,
  label,
  isCurrent: label === "Clinics",
}));

export const recoveryCodes = ["4f7k-92mq", "x8rt-3nvd", "p2wz-7hcb", "q6jy-5sgl"];
export const authenticatorUri = "otpauth://totp/Amrutam:doctor%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Amrutam";

export const familyMember = { id: ids.patient, name: words.en.patient, relation: "parent", birth_date: "1958-03-09", gender: "male" } as const;

export const bookable = (locale: Locale): Bookable & { types: [Bookable["types"][number]] } => ({
  id: ids.doctor,
  name: words[locale].doctor,
  timeZone: ZONE,
  horizonDays: 60,
  types: [{ id: "type", is_default: true, modes: ["online", "in_person"], label: words[locale].type }],
});

const slot = (time: string, minutes: string, state: Slot["state"]): Slot => ({ starts_at: at(time), ends_at: at(minutes), modes: ["online"], state });

/** A day with a slot in each state; the one at 5 pm is the visitor's own appointment. */
export const fullDay: Day = {
  date: TODAY,
  slots: [
    slot("11:00", "11:30", "open"), slot("11:30", "12:00", "held"), slot("12:00", "12:30", "booked"), slot("14:00", "14:30", "mine"),
    slot("14:30", "15:00", "present"), slot("15:00", "15:30", "open"), slot("17:00", "17:30", "booked"), slot("17:30", "18:00", "open"),
  ],
}; // prettier-ignore
export const takenDay: Day = { date: TODAY, slots: [slot("11:00", "11:30", "held"), slot("11:30", "12:00", "booked")] };
export const askedTime = at("15:00");
export const ownVisits = new Map([[Date.parse(at("17:00")), "visit"]]);
export const takenTime = at("12:00");

export const chosen = (locale: Locale): Chosen => ({
  wish: { doctorId: ids.doctor, startsAt: at("17:30"), typeId: "type", mode: "online", moves: null },
  doctor: {
    id: ids.doctor,
    name: words[locale].doctor,
    registrationNumber: "MH-A-12345",
    specialization: words[locale].field,
    specializationSlug: "kayachikitsa",
    timeZone: ZONE,
    clinics: [],
    changeNoticeMinutes: 0,
  },
  type: { id: "type", name: words[locale].type, minutes: 30, isDefault: true, fee },
  moving: null,
});

/** A hold that ends `seconds` after the gallery was opened. */
export const held = (seconds: number, more: Partial<Schemas["HoldView"]> = {}) => ({
  endsAt: Math.floor(Date.now() / 1000) * 1000 + seconds * 1000,
  hold: {
    id: "hold", doctor_id: ids.doctor, patient_id: ids.patient, clinic_id: null, consultation_type_id: "type", mode: "online" as const,
    starts_at: at("17:30"), ends_at: at("18:00"), expires_at: at("10:08"), extendable_from: at("10:06"), extensions_left: 2, fee, protected: true, requires_code: false,
    reschedules: null, ...more,
  },
}); // prettier-ignore

export const offers = (locale: Locale, isElsewhere: boolean) => ({
  isElsewhere,
  offers: ["18:00", "18:30", "19:00"].map((time) => ({
    doctorId: ids.doctor, doctorName: words[locale].doctor, startsAt: at(time), timeZone: ZONE, href: `/gallery?offer=${time}`,
  })),
}); // prettier-ignore

export const noOffers = { isElsewhere: false, offers: [] };

const noPlace: Place = { state: "waiting", position: null, estimated_seconds: null, place: "place", poll_seconds: 5, turn_ends_at: null };
export const places: Record<"waiting" | "unknown" | "turn", Place> = {
  waiting: { ...noPlace, position: 42, estimated_seconds: 660 },
  unknown: { ...noPlace, position: 7 },
  turn: { ...noPlace, state: "admitted", turn_ends_at: at("10:05") },
};
export const placeKey = ["place", ids.doctor, "account"];
export const offersKey = (loss: string) => ["other-times", ids.doctor, at("17:30"), "online", loss];

export const appointment = (locale: Locale, more: Partial<Appointment> = {}): Appointment => ({
  id: "visit", reference: "K7QM-29XD", status: "booked", attendance: "expected", mode: "in_person", starts_at: at("17:30"), ends_at: at("18:00"),
  changes_until: at("15:30"), created_at: at("09:00"), time_zone: ZONE, version: 1, fee, reason: null, late_minutes: null, proposal: null, handover: null,
  doctor: { id: ids.doctor, name: words[locale].doctor, registration_number: "MH-A-12345", specialization: "kayachikitsa" },
  patient: { id: ids.patient, name: words[locale].patient },
  consultation_type: { id: "type", kind: "first_visit", minutes: 30, name: words[locale].type },
  place: {
    id: ids.clinic, name: words[locale].clinic, address: words[locale].address, city: words[locale].city, phone: "+91 20 5550 0123", closed: false,
    location: { latitude: 18.5158, longitude: 73.8419 },
  },
  ...more,
}); // prettier-ignore

export const online = (url: string | null): Partial<Appointment> => ({ mode: "online", place: { join_from: at("17:20"), join_url: url } });
export const proposal: Appointment["proposal"] = {
  clinic_id: null, clinic_name: null, doctor_id: ids.doctor, starts_at: at("19:00"), ends_at: at("19:30"), expires_at: at("15:30"),
}; // prettier-ignore
export const handover: NonNullable<Appointment["handover"]> = { doctor_id: "other", doctor_name: "Vaidya Meera Nair" };
export const handoverProposal: Appointment["proposal"] = { ...proposal, doctor_id: "other", clinic_name: words.en.clinic, starts_at: at("17:30"), ends_at: at("18:00") };
export const overrideReason: Record<Locale, string> = { en: "Fever since the morning; the doctor agreed on the telephone", hi: "सुबह से बुख़ार; चिकित्सक ने फ़ोन पर हाँ कही" };

export const display = (locale: Locale): Schemas["DisplayedQueue"] => ({
  at: at("10:00"),
  clinic: words[locale].clinic,
  time_zone: ZONE,
  doctors: [
    {
      doctor: words[locale].doctor,
      called: [
        { number: 12, room: "3", state: "called", changed_at: at("09:59") },
        { number: 11, room: "2", state: "in_room", changed_at: at("09:45") },
      ],
      waiting: [13, 14, 15, 16],
    },
  ],
});

const entry = (slug: string, label: string, count: number, plain = "", treats = "") => ({ slug, name: slug, label, count, plain, treats, concerns: [] });

export const reference = (locale: Locale): Reference => {
  const { field, city, clinic: label } = words[locale];
  const [plain, treats] = locale === "en" ? ["General medicine", "fever, digestion, joints"] : ["सामान्य चिकित्सा", "बुख़ार, पाचन, जोड़"];
  return { specializations: [entry("kayachikitsa", field, 12, plain, treats), entry("panchakarma", "Panchakarma", 4)], cities: [entry("pune", city, 9), entry("kochi", "Kochi", 3)], clinics: [{ slug: ids.clinic, label }] };
};

export const question: Question = { q: "joint pain", city: "pune", specialization: "kayachikitsa", available_on: TODAY, language: "hi", max_fee: "1500" };
export const ways = { nextFreeDay: "2027-08-06", online: true, without: ["max_fee" as const, "language" as const] };

/** Doctors found: with times, fully booked until a day, and without any time. */
export const found = (locale: Locale): Found[] => {
  const { doctor, clinic: name, long } = words[locale];
  const card: Found["card"] = {
    id: ids.doctor, name: doctor, city: "pune", clinics: [{ id: ids.clinic, name, city: "pune", location: null }], experience_years: 14, fee, gender: "female",
    languages: ["en", "hi", "mr"], modes: ["online", "in_person"], next_available_at: at("11:00"), next_in_person_at: null, next_online_at: null, photo_url: null,
    rating: 4.7, registration_number: "MH-A-12345", specialization: "kayachikitsa",
  };
  const times = ["11:00", "15:00", "17:30"].map((time) => ({ startsAt: at(time), modes: ["online", "in_person"] }));
  return [
    { card, timeZone: ZONE, times },
    { card: { ...card, id: "2", name: long, next_available_at: at("11:00", "2027-09-20"), rating: null, clinics: [] }, timeZone: ZONE, times: [] },
    { card: { ...card, id: "3", next_available_at: null }, timeZone: ZONE, times: [] },
  ];
}; // prettier-ignore

export const passkeys: Schemas["PasskeyView"][] = [
  { id: "1", name: "Telephone", backed_up: true, created_at: at("09:00", "2027-06-01"), last_used_at: at("09:00") },
  { id: "2", name: "Security-key-of-the-reception-at-the-entrance-of-Banyan-Ayurveda-Clinic", backed_up: false, created_at: at("09:00", "2027-07-12"), last_used_at: null },
];

const session = { browser: true, created_at: at("09:00"), expires_at: at("09:00", "2027-09-01"), last_seen_at: at("09:45") };
export const sessions: Schemas["OwnSession"][] = [
  { ...session, id: "1", current: true, user_agent: "Chrome, Android" },
  { ...session, id: "2", current: false, user_agent: "" },
  { ...session, id: "3", current: false, browser: false, user_agent: "" },
];

export const family = (locale: Locale) => [
  { ...familyMember, id: "self", relation: "self" as const, name: "" },
  { ...familyMember, name: words[locale].patient },
  { ...familyMember, id: "child", relation: "child" as const, name: words[locale].long, birth_date: null },
]; // prettier-ignore
