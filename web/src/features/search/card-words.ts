import { useLocale, useTranslations } from "next-intl";

import { labelOf, type Entry } from "@/api/entry";
import { languageName } from "@/lib/languages";
import { money, numberFormat } from "@/lib/money";
import { clock, shortDay, zoneName } from "@/lib/time";

import type { Found } from "./finding";
import type { Question } from "./question";

interface Reference {
  specializations: readonly Entry[];
  cities: readonly Entry[];
}

/** All that a card says, in the visitor's language. A browser may write dates otherwise than the server, and would draw them anew. */
export interface CardWords {
  id: string;
  name: string;
  specialization: string;
  registration: string;
  city: string;
  modes: string;
  languages: string;
  experience: string;
  rating: { shown: string; said: string } | null;
  fee: string;
  /** Above the times, or in their place where there are none. */
  above: string;
  times: { startsAt: string; mode: string | undefined; day: string; clock: string; said: string }[];
  toAll: string;
}

export function useCardWords({ specializations, cities }: Reference, question: Question): (found: Found) => CardWords {
  const asked = question.mode ?? (question.clinic ? "in_person" : undefined);
  const t = useTranslations("search.card");
  const mode = useTranslations("common.mode");
  const locale = useLocale();
  return ({ card, times, timeZone }) => {
    const [first] = times;
    const clinic = asked === "in_person" && card.clinics.find(({ id }) => id === question.clinic);
    const rating = card.rating === null ? null : oneDecimal(card.rating, locale);
    return {
      id: card.id,
      name: card.name,
      specialization: labelOf(specializations, card.specialization),
      registration: t("registration", { number: card.registration_number }),
      city: [...new Set(card.clinics.map((clinic) => labelOf(cities, clinic.city)))].join(" · ") || labelOf(cities, card.city),
      modes: card.modes.map((one) => mode(one)).join(" · "),
      languages: card.languages.map((language) => languageName(language, locale)).join(", "),
      experience: t("experience", { years: card.experience_years }),
      rating: rating === null ? null : { shown: rating, said: t("rating", { rating }) },
      fee: money(card.fee, locale),
      above: first
        ? clinic
          ? t("nextTimesAt", { clinic: clinic.name, zone: zoneName(first.startsAt, locale, timeZone) })
          : t("nextTimes", { zone: zoneName(first.startsAt, locale, timeZone) })
        : card.next_available_at
          ? t("nextOn", { day: shortDay(card.next_available_at, locale, timeZone) })
          : t("nothingFree"),
      times: times.map(({ startsAt, modes }) => {
        const [day, time] = [shortDay(startsAt, locale, timeZone), clock(startsAt, locale, timeZone)];
        return { startsAt, mode: asked ?? (modes.length === 1 ? modes[0] : undefined), day, clock: time, said: t("bookAt", { time: `${day} ${time}`, name: card.name }) }; // as it is seen: WCAG 2.5.3
      }),
      toAll: first ? t("allTimes", { name: card.name }) : t("profile"),
    };
  };
}

function oneDecimal(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
}
