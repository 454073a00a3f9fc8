import type { Schemas } from "@/api/client";
import { isSame } from "@/lib/edits";
import type { Mode } from "@/lib/modes";
import { majorUnits, minorUnits } from "@/lib/money";

type Doctor = Schemas["DoctorAnswer"];
type Change = Schemas["DoctorChange"];
export type Kind = Schemas["TypeAnswer"]["kind"];

/** A consultation type in the editor; `id` is null for a new one. */
export interface TypeDraft {
  key: string;
  id: string | null;
  kind: Kind;
  name: string;
  minutes: number;
  /** The fee in major units of the currency (rupees), as it was typed. */
  fee: string;
  currency: string;
  modes: readonly Mode[];
  isDefault: boolean;
}

/** The fields of a doctor's record that the doctor may change, as they are in the form. */
export interface ProfileDraft {
  meetingUrl: string;
  address: string;
  bio: string;
  qualifications: string;
  /** Whether each booking needs a code, even if the patient has signed in with one. */
  isCodeAlways: boolean;
  /** The hours that were typed, perhaps a fraction; NaN if the field is empty. */
  changeNoticeHours: number;
  /** How many days after a visit a follow-up can be booked; NaN if the field is empty. */
  followUpDays: number;
  types: readonly TypeDraft[];
}

export const KINDS = ["first_visit", "follow_up", "therapy"] as const;

/** The form's values for a doctor's record as the API returned it. */
export function profileDraftOf(doctor: Doctor): ProfileDraft {
  return {
    meetingUrl: doctor.meeting_url ?? "",
    address: doctor.address,
    bio: doctor.bio,
    qualifications: doctor.qualifications,
    isCodeAlways: doctor.code_policy === "always",
    changeNoticeHours: doctor.change_notice_minutes / 60,
    followUpDays: doctor.follow_up_days,
    types: doctor.consultation_types.map((type) => ({
      key: type.id,
      id: type.id,
      kind: type.kind,
      name: type.name,
      minutes: type.minutes,
      fee: majorUnits(type.fee),
      currency: type.fee.currency,
      modes: type.modes,
      isDefault: type.is_default,
    })),
  };
}

/** The change as the API takes it. Call it only for a draft without faults: an invalid fee would become NaN. */
export function changeOf(draft: ProfileDraft): Change {
  return {
    meeting_url: draft.meetingUrl.trim() || null,
    address: draft.address.trim(),
    bio: draft.bio.trim(),
    qualifications: draft.qualifications.trim(),
    code_policy: draft.isCodeAlways ? "always" : "session",
    change_notice_minutes: Math.round(draft.changeNoticeHours * 60),
    follow_up_days: draft.followUpDays,
    consultation_types: draft.types.map((type) => ({
      id: type.id,
      kind: type.kind,
      name: type.name.trim(),
      minutes: type.minutes,
      fee: { amount: minorUnits(type.fee, type.currency), currency: type.currency },
      modes: [...type.modes],
      is_default: type.isDefault,
    })),
  };
}

/** Whether the record has these values; a new consultation type has got an id. */
export function isWritten(change: Change, doctor: Doctor): boolean {
  const plain = ({ consultation_types: types, ...others }: Change) => ({
    ...others,
    types: (types ?? []).map((type) => JSON.stringify({ ...type, id: null, modes: [...type.modes].sort() })).sort(),
  });
  return isSame(plain(change), plain(changeOf(profileDraftOf(doctor))));
}

export type ProfileFault = "url" | "notice" | "followUp" | "name" | "minutes" | "fee" | "modes" | "types";

/** Faults that the API would refuse, found before the request. `key` is the key of the type with the fault; null for any other field. */
export function profileFaults(draft: ProfileDraft): { key: string | null; code: ProfileFault }[] {
  const isUrlWrong = draft.meetingUrl.trim() !== "" && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(draft.meetingUrl.trim());
  return [
    ...(isUrlWrong ? [{ key: null, code: "url" } as const] : []),
    ...(draft.changeNoticeHours >= 0 && draft.changeNoticeHours <= 720 ? [] : [{ key: null, code: "notice" } as const]),
    ...(Number.isInteger(draft.followUpDays) && draft.followUpDays >= 1 && draft.followUpDays <= 366
      ? []
      : [{ key: null, code: "followUp" } as const]),
    ...(draft.types.length === 0 ? [{ key: null, code: "types" } as const] : []),
    ...draft.types.flatMap((type) => typeFaults(type).map((code) => ({ key: type.key, code }))),
  ];
}

function typeFaults(type: TypeDraft): ProfileFault[] {
  const areMinutesRight = type.minutes >= 5 && type.minutes <= 480 && type.minutes % 5 === 0;
  const found: [boolean, ProfileFault][] = [
    [type.name.trim() === "", "name"],
    [!areMinutesRight, "minutes"],
    [Number.isNaN(minorUnits(type.fee, type.currency)), "fee"],
    [type.modes.length === 0, "modes"],
  ];
  return found.filter(([isWrong]) => isWrong).map(([, code]) => code);
}
