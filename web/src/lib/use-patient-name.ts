import { useTranslations } from "next-intl";

/** Returns a function that gives a patient's name, or words for the name of an account that has not given one. */
export function usePatientName(): (patient: { name: string }) => string {
  const t = useTranslations("common");
  return ({ name }) => name || t("unnamed");
}
