import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/routing";
import type { Account } from "@/session/use-session";

import { at, ids, words, ZONE } from "./data";

// The gallery's data of accounts and consents.

export const account = (locale: Locale, more: Partial<Account> = {}): Account => ({
  id: "account", role: "patient", name: words[locale].patient, email: "ramesh@example.com", phone: null, locale, time_zone: ZONE, doctor_id: null,
  patient_id: ids.patient, created_at: at("09:00"), verified_contact: { channel: "email", masked: "r•••@example.com" }, ...more,
}); // prettier-ignore

export const notice = (locale: Locale): Schemas["NoticeView"] => {
  const { clinic: title, long: summary } = words[locale];
  return { locale, version: "2027-01", items: ["data", "purpose"].map((id) => ({ id, title, summary, text: `${summary}. ${summary}.` })) };
};

const consent = (version: string, isWithdrawn: boolean): Schemas["ConsentView"] => ({
  version, given_at: at("09:00", "2027-02-01"), withdrawn_at: isWithdrawn ? at("09:00", "2027-03-01") : null,
}); // prettier-ignore
export const consents = { given: [consent("2027-01", false), consent("2026-04", false)], withdrawn: [consent("2027-01", true), consent("2026-04", true)] };
