import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";

import { typeName } from "./type-name";

type Visit = Pick<Schemas["ClinicAppointment"], "consultation_type" | "consultation_kind">;

/** Returns a function that names a visit's consultation as `typeName` does. */
export function useConsultationName(): (visit: Visit) => string {
  const [locale, kinds] = [useLocale(), useTranslations("common.kinds")];
  return (visit) => typeName({ name: visit.consultation_type, kind: visit.consultation_kind }, locale, kinds);
}
