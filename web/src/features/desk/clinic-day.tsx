import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { clock, zoneName } from "@/lib/time";

/** What is in person at the clinic on a day: who comes, to whom. */
export function ClinicDay({ agenda }: { agenda: Schemas["ClinicAgenda"] }) {
  const [t, locale] = [useTranslations("clinics.day"), useLocale()];
  const { appointments, time_zone: zone } = agenda;
  const [first] = appointments;
  if (!first) {
    return (
      <div role="status">
        <p className="font-semibold">{t("none")}</p>
        <p className="text-soft">{t("noneText")}</p>
      </div>
    );
  }
  return (
    <>
      <p className="mb-2 text-sm text-soft">{t("zone", { zone: zoneName(first.starts_at, locale, zone) })}</p>
      <ol className="grid gap-2">
        {appointments.map((each) => (
          <li key={each.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-md border border-line bg-surface px-4 py-2">
            <span className="min-w-20 font-semibold" data-numbers>
              {clock(each.starts_at, locale, zone)}
            </span>
            <span className="min-w-0 flex-1 basis-48">
              <span className="block font-semibold">{each.patient.name || t("unnamed")}</span>
              <span className="text-sm text-soft">
                {each.consultation_type}, {each.doctor.name}
              </span>
            </span>
            <span className="text-sm" data-numbers>
              {each.reference}
            </span>
            <span className="text-sm text-soft">{t(`status.${each.status}`)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
