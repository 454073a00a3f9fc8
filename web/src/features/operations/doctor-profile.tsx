import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { duration } from "@/lib/durations";
import { languageName } from "@/lib/languages";
import { money } from "@/lib/money";

import { Facts } from "./facts";

/** The facts by which an administrator decides on an approval. */
export function DoctorProfile({ doctor }: { doctor: Schemas["DoctorAnswer"] }) {
  const [t, common, locale] = [useTranslations("operations.doctor"), useTranslations("common"), useLocale()];
  return (
    <Card>
      <Facts
        items={[
          [t("registration"), doctor.registration_number],
          [t("specialization"), doctor.specialization],
          [t("qualifications"), doctor.qualifications],
          [t("place"), [doctor.address, doctor.city].filter(Boolean).join(", ")],
          [t("languages"), doctor.languages.map((name) => languageName(name, locale)).join(", ")],
          [t("experience"), t("years", { count: doctor.experience_years })],
          [t("gender"), common(`gender.${doctor.gender}`)],
          [t("zone"), doctor.time_zone],
          [t("bio"), doctor.bio],
        ]}
      />
      <h2 className="mt-6 mb-2 text-lg">{t("types")}</h2>
      <ul className="grid gap-1">
        {doctor.consultation_types.map((type) => (
          <li key={type.id} className="flex flex-wrap gap-x-4 border-t border-line py-1.5">
            <span className="font-semibold">{type.name}</span>
            <span>{duration(type.minutes, locale)}</span>
            <span>{money(type.fee, locale)}</span>
            <span className="text-soft">{type.modes.map((mode) => common(`mode.${mode}`)).join(", ")}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
