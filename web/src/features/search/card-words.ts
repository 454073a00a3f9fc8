import { useLocale, useTranslations } from "next-intl";

import { entryOf, labelOf, type Entry } from "@/api/entry";
import { languageName } from "@/lib/languages";
import { money, numberFormat } from "@/lib/money";
import { clock, shortDay, zoneName } from "@/lib/time";

import type { Found } from "./finding";
import type { Question } from "./question";

interface Reference {
  specializations: readonly Entry[];
  cities: readonly Entry[];
}

/**
 * The texts of a card in the visitor's language. They are made on the server, because a browser may format dates
 * differently, and hydration would then render them again.
 */
export interface CardWords {
  id: string;
  name: string;
  /** The URL of the doctor's photo; absent if initials are shown in its place. */
  photo?: string;
  specialization: string;
  /** The specialization in plain words. */
  plain: string;
  registration: string;
  /** The places where the doctor sees patients; `at` is `latitude,longitude` in degrees, if known. */
  places: { words: string; at: string | undefined }[];
  modes: string;
  languages: string;
  experience: string;
  rating: { shown: string; said: string } | null;
  fee: string;
  /** The heading of the free times; if there are none, the text in place of the times. */
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
    const field = entryOf(specializations, card.specialization);
    const rating = card.rating === null ? null : oneDecimal(card.rating, locale);
    return {
      id: card.id,
      name: card.name,
      ...(card.photo_url && { photo: card.photo_url }),
      specialization: field?.label ?? card.specialization,
      plain: field?.plain ?? "",
      registration: t("registration", { number: card.registration_number }),
      places: placesOf(card, (city) => labelOf(cities, city)),
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
        return { startsAt, mode: asked ?? (modes.length === 1 ? modes[0] : undefined), day, clock: time, said: t("bookAt", { time: `${day} ${time}`, name: card.name }) }; // contains the visible text (WCAG 2.5.3)
      }),
      toAll: first ? t("allTimes", { name: card.name }) : t("profile"),
    };
  };
}

/** The places of a card. The doctor's own practice is named by its city, because its name is the doctor's. */
function placesOf({ id, city, clinics }: Found["card"], cityName: (city: string) => string): CardWords["places"] {
  if (clinics.length === 0) return [{ words: cityName(city), at: undefined }];
  return clinics.map((clinic) => ({
    words: clinic.id === id ? cityName(clinic.city) : `${clinic.name}, ${cityName(clinic.city)}`,
    at: clinic.location ? `${clinic.location.latitude},${clinic.location.longitude}` : undefined,
  }));
}

function oneDecimal(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
}
