import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { ButtonLink, Link } from "@/components/link";
import { shortDay } from "@/lib/time";

/** Doctors who wait to be approved, who has waited longest first. */
export function WaitingDoctors({ page }: { page: Schemas["WaitingPage"] }) {
  const [t, locale] = [useTranslations("operations.doctors"), useLocale()];
  return (
    <>
      <ul className="grid gap-2">
        {page.items.map((doctor) => (
          <li key={doctor.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-md border border-line bg-surface px-4 py-2">
            <div className="min-w-0 flex-1 basis-56">
              <Link href={`/operations/doctors/${doctor.id}`} className="inline-flex min-h-tap items-center font-semibold text-neem underline underline-offset-4">
                {doctor.name}
              </Link>
              <p className="text-sm text-soft">
                {doctor.specialization}, {doctor.city}
              </p>
            </div>
            <p data-numbers className="text-sm">
              {t("registration", { number: doctor.registration_number })}
            </p>
            <p data-numbers className="text-sm text-soft">
              {t("since", { day: shortDay(doctor.created_at, locale, "Asia/Kolkata") })}
            </p>
          </li>
        ))}
      </ul>
      {page.next_cursor ? (
        <ButtonLink kind="secondary" className="mt-6" href={`/operations/doctors?cursor=${encodeURIComponent(page.next_cursor)}`}>
          {t("more")}
        </ButtonLink>
      ) : null}
    </>
  );
}
