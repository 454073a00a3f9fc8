import { useLocale, useTranslations } from "next-intl";

import { DoctorPhoto } from "@/components/doctor-photo";
import { Icon } from "@/components/icon";
import { numberFormat } from "@/lib/money";

import { physician } from "./json-ld";
import type { Profile } from "./profile";

/** The doctor in a few lines, so that the first free time is visible on a phone, and the data for search engines. React does not hydrate this part. */
export function Face(profile: Profile) {
  return (
    <>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: physician(profile) }} />
      <Lines {...profile} />
    </>
  );
}

function Lines({ doctor, specialization, plain, city }: Profile) {
  const t = useTranslations("doctor");
  const format = numberFormat(useLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4 sm:gap-x-5 sm:gap-y-1">
      <div className="sm:row-span-2">
        <DoctorPhoto name={doctor.name} url={doctor.photo_url} isLarge />
      </div>
      <div>
        <h1 className="text-lg leading-tight sm:text-2xl">{doctor.name}</h1>
        <p className="text-sm sm:text-base">
          <span className="font-semibold text-neem sm:text-lg">{specialization}</span>
          {plain ? <span className="text-soft"> · {plain}</span> : null}
        </p>
      </div>
      <p className="col-span-2 flex flex-wrap items-center gap-x-2.5 text-sm text-soft sm:col-span-1 sm:gap-x-4">
        {doctor.rating === null ? null : (
          <span className="inline-flex items-center gap-1">
            <Icon name="star" size={16} className="fill-turmeric text-turmeric" />
            <span aria-hidden data-numbers>{`${format.format(doctor.rating)} (${doctor.rating_count})`}</span>
            <span className="sr-only">{t("rating", { rating: format.format(doctor.rating), count: doctor.rating_count })}</span>
          </span>
        )}
        <span>{t("experience", { years: doctor.experience_years })}</span>
        <span className="inline-flex items-center gap-1">
          <Icon name="map-pin" size={16} />
          {city}
        </span>
        <span className="inline-flex items-center gap-1">
          <Icon name="badge-check" size={16} className="text-neem" />
          {t("registration", { number: doctor.registration_number })}
        </span>
      </p>
    </div>
  );
}
