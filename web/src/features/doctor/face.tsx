import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Avatar } from "@/components/avatar";
import { Icon } from "@/components/icon";
import { numberFormat } from "@/lib/money";

interface FaceProps {
  doctor: Schemas["DoctorAnswer"];
  specialization: string;
  city: string;
}

export function Face({ doctor, specialization, city }: FaceProps) {
  const t = useTranslations("doctor");
  const format = numberFormat(useLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <div className="flex flex-wrap items-start gap-5">
      <Avatar name={doctor.name} isLarge />
      <div className="min-w-56 flex-1">
        <h1 className="text-2xl">{doctor.name}</h1>
        <p className="text-lg font-semibold text-neem">{specialization}</p>
        <p className="mt-1 flex items-center gap-1.5">
          <Icon name="badge-check" size={18} className="text-neem" />
          {t("registration", { number: doctor.registration_number })}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-1 text-soft">
          <span className="inline-flex items-center gap-1.5">
            <Icon name="map-pin" size={18} />
            {city}
          </span>
          <span>{t("experience", { years: doctor.experience_years })}</span>
          {doctor.rating === null ? null : (
            <span className="inline-flex items-center gap-1.5">
              <Icon name="star" size={18} className="fill-turmeric text-turmeric" />
              {t("rating", { rating: format.format(doctor.rating), count: doctor.rating_count })}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}
