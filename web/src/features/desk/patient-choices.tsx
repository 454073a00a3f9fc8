import { useLocale, useTranslations } from "next-intl";

import { longDate } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

import type { Patient } from "./types";

/** A choice of patients, distinguished by telephone number and birth date. */
export function PatientChoices({ patients, onChoose }: { patients: readonly Patient[]; onChoose: (patient: Patient) => void }) {
  const [t, locale, nameOf] = [useTranslations("desk.find"), useLocale(), usePatientName()];
  return (
    <ul className="grid gap-2">
      {patients.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            onClick={() => onChoose(each)}
            className="min-h-tap w-full cursor-pointer rounded-md border border-edge bg-surface px-4 py-2 text-start hover:border-ink hover:bg-sunk"
          >
            <span className="block font-semibold">{nameOf(each)}</span>
            <span className="text-sm text-soft" data-numbers>
              {[each.phone ?? t("noPhone"), each.birth_date ? t("born", { day: longDate(each.birth_date, locale) }) : ""].filter(Boolean).join(" · ")}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
