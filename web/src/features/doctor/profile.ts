import "server-only";

import { createTranslator } from "next-intl";

import { answer, type Api, type Schemas } from "@/api/client";
import { entryOf, labelOf, type Reference } from "@/api/reference";
import { messagesOf } from "@/i18n/messages-of";
import type { Locale } from "@/i18n/routing";
import { typeLabel } from "@/lib/type-name";

import type { Bookable } from "./times/bookable";

/** A doctor, with the names of the specialization and the city in the visitor's language. */
export interface Profile {
  doctor: Schemas["DoctorAnswer"];
  locale: Locale;
  specialization: string;
  /** The specialization in plain words, and the conditions that it treats. Empty for an unknown one. */
  plain: string;
  treats: string;
  city: string;
}

/** The doctor with the names in the visitor's language. Throws `Problem`, for example if the doctor does not exist. */
export async function profileOf(api: Api, locale: Locale, id: string, reference: Promise<Reference>): Promise<Profile> {
  const asked = answer(api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id: id } } }));
  const [doctor, { specializations, cities }] = await Promise.all([asked, reference]);
  const field = entryOf(specializations, doctor.specialization);
  return {
    doctor,
    locale,
    specialization: field?.label ?? doctor.specialization,
    plain: field?.plain ?? "",
    treats: field?.treats ?? "",
    city: labelOf(cities, doctor.city),
  };
}

/** The texts that differ between doctors' pages and are not in the markup of `Face` and `About`. */
export interface Texts {
  title: string;
  description: string;
  /** The doctor as `Bookable`, in JSON. */
  bookable: string;
  /** The doctor's name, percent-encoded for the query of a URL. */
  query: string;
}

/** The texts of a doctor's page in the profile's language. */
export async function textsOf({ doctor, locale, specialization, city }: Profile): Promise<Texts> {
  const t = createTranslator({ locale, messages: await messagesOf(locale), namespace: "doctor" });
  const kinds = createTranslator({ locale, messages: await messagesOf(locale), namespace: "common.kinds" });
  const bookable: Bookable = {
    id: doctor.id,
    name: doctor.name,
    timeZone: doctor.time_zone,
    horizonDays: doctor.horizon_days,
    types: doctor.consultation_types.map((type) => ({
      id: type.id,
      is_default: type.is_default,
      modes: type.modes,
      label: typeLabel(type, locale, kinds),
    })),
  };
  return {
    title: `${doctor.name}, ${specialization}, ${city}`,
    description: t("description", { name: doctor.name, registration: doctor.registration_number, specialization, city }),
    bookable: JSON.stringify(bookable),
    query: encodeURIComponent(doctor.name),
  };
}
