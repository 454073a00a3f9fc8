import type { Schemas } from "@/api/client";
import type { Mode } from "@/lib/modes";
import { minorUnits } from "@/lib/money";

type Doctor = Schemas["DoctorAnswer"];
type Gender = Doctor["gender"];

/** A doctor's fields in the administrators' form; `years` is NaN while its field is empty. */
export interface DoctorDraft {
  name: string;
  registration: string;
  /** The slugs of specialization and city; empty if none is chosen yet. */
  specialization: string;
  city: string;
  address: string;
  gender: Gender;
  years: number;
  /** Languages by the API's names. */
  languages: readonly string[];
  zone: string;
  bio: string;
  meetingUrl: string;
}

/** The first consultation type of a new doctor; `minutes` is NaN while its field is empty. */
export interface FirstVisit {
  name: string;
  minutes: number;
  /** The fee in rupees, as it was typed. */
  fee: string;
  modes: readonly Mode[];
}

/** The form's values for a doctor, or for a new one (undefined). */
export function doctorDraftOf(doctor?: Doctor): DoctorDraft {
  return {
    name: doctor?.name ?? "",
    registration: doctor?.registration_number ?? "",
    specialization: doctor?.specialization_slug ?? "",
    city: doctor?.city_slug ?? "",
    address: doctor?.address ?? "",
    gender: doctor?.gender ?? "female",
    years: doctor?.experience_years ?? NaN,
    languages: doctor?.languages ?? ["English", "Hindi"],
    zone: doctor?.time_zone ?? "Asia/Kolkata",
    bio: doctor?.bio ?? "",
    meetingUrl: doctor?.meeting_url ?? "",
  };
}

export type DoctorField = "name" | "registration" | "specialization" | "city" | "years" | "languages" | "meetingUrl" | "visit" | "minutes" | "fee" | "modes";

/** The fields that are empty or invalid. `visit` is the first consultation type of a new doctor; null for a change. */
export function missing(draft: DoctorDraft, visit: FirstVisit | null): DoctorField[] {
  const wrong: [boolean, DoctorField][] = [
    [draft.name.trim() === "", "name"],
    [!/^[A-Za-z0-9][A-Za-z0-9 /.-]{2,39}$/.test(draft.registration.trim()), "registration"],
    [draft.specialization === "", "specialization"],
    [draft.city === "", "city"],
    [!(Number.isInteger(draft.years) && draft.years >= 0 && draft.years <= 80), "years"],
    [draft.languages.length === 0, "languages"],
    [draft.meetingUrl.trim() !== "" && !/^https:\/\/[^\s/]+\.\S+$/.test(draft.meetingUrl.trim()), "meetingUrl"],
    ...(visit ? wrongOf(visit) : []),
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, field]) => field);
}

function wrongOf({ name, minutes, fee, modes }: FirstVisit): [boolean, DoctorField][] {
  return [
    [name.trim() === "", "visit"],
    [!(minutes >= 5 && minutes <= 480 && minutes % 5 === 0), "minutes"],
    [Number.isNaN(minorUnits(fee, "INR")), "fee"],
    [modes.length === 0, "modes"],
  ];
}

/** The body of the request that changes a doctor, for a draft without faults. */
export function doctorBodyOf(draft: DoctorDraft) {
  return {
    name: draft.name.trim(),
    registration_number: draft.registration.trim(),
    specialization: draft.specialization,
    city: draft.city,
    address: draft.address.trim(),
    gender: draft.gender,
    experience_years: draft.years,
    languages: [...draft.languages],
    time_zone: draft.zone,
    bio: draft.bio.trim(),
    meeting_url: draft.meetingUrl.trim() || null,
  };
}

/** The body of the request that adds a doctor with a first consultation type, whose fee is in rupees; for entries without faults. */
export function newDoctorOf(draft: DoctorDraft, visit: FirstVisit): Schemas["NewDoctor"] {
  return {
    ...doctorBodyOf(draft),
    consultation_types: [
      { kind: "first_visit", name: visit.name.trim(), minutes: visit.minutes, fee: { amount: minorUnits(visit.fee, "INR") }, modes: [...visit.modes], is_default: true },
    ],
  } as Schemas["NewDoctor"];
}
