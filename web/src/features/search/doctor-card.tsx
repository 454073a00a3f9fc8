import { BadgeCheck, Languages, MapPin, Star, Video } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { labelOf, type Entry } from "@/api/reference";
import { Anchor } from "@/components/anchor";
import { Avatar } from "@/components/avatar";
import { languageName } from "@/lib/languages";
import { money } from "@/lib/money";

import type { Found } from "./finding";
import { TimeSlips } from "./time-slips";

interface DoctorCardProps {
  found: Found;
  specializations: readonly Entry[];
  cities: readonly Entry[];
}

export function DoctorCard({ found, specializations, cities }: DoctorCardProps) {
  const t = useTranslations("search.card");
  const mode = useTranslations("common.mode");
  const locale = useLocale();
  const { card } = found;
  return (
    <article className="grid gap-4 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-6 lg:grid-cols-[1fr_21rem] lg:gap-8">
      <div className="flex gap-4">
        <Avatar name={card.name} />
        <div className="min-w-0">
          <h2 className="text-lg">
            <Anchor href={`/doctors/${card.id}`} className="hover:underline hover:decoration-turmeric hover:decoration-2 hover:underline-offset-4">
              {card.name}
            </Anchor>
          </h2>
          <p className="font-semibold text-neem">{labelOf(specializations, card.specialization)}</p>
          <p className="flex items-center gap-1.5 text-sm text-soft">
            <BadgeCheck aria-hidden size={16} className="shrink-0 text-neem" />
            {t("registration", { number: card.registration_number })}
          </p>
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <li className="flex items-center gap-1.5">
              <MapPin aria-hidden size={16} className="text-soft" />
              {labelOf(cities, card.city)}
            </li>
            <li className="flex items-center gap-1.5">
              <Video aria-hidden size={16} className="text-soft" />
              {card.modes.map((one) => mode(one)).join(" · ")}
            </li>
            <li className="flex items-center gap-1.5">
              <Languages aria-hidden size={16} className="text-soft" />
              {card.languages.map((language) => languageName(language, locale)).join(", ")}
            </li>
          </ul>
          <p className="mt-2 flex flex-wrap items-center gap-x-4 text-sm">
            <span>{t("experience", { years: card.experience_years })}</span>
            {card.rating === null ? null : <Rating value={card.rating} />}
            <span className="text-base font-semibold" data-numbers>
              {money(card.fee, locale)}
            </span>
          </p>
        </div>
      </div>
      <TimeSlips found={found} />
    </article>
  );
}

function Rating({ value }: { value: number }) {
  const t = useTranslations("search.card");
  const shown = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
  return (
    <span className="inline-flex items-center gap-1">
      <Star aria-hidden size={16} className="fill-turmeric text-turmeric" />
      <span aria-hidden data-numbers>
        {shown}
      </span>
      <span className="sr-only">{t("rating", { rating: shown })}</span>
    </span>
  );
}
