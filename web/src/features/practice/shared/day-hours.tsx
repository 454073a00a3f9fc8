import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { clock } from "@/lib/time";

import { placeName, type Places } from "./places";

interface DayHoursProps {
  hours: readonly Schemas["HoursOfDay"][];
  places: Places;
  zone: string;
  className?: string;
}

/** A day's hours, each with its place: a clinic, online, or both. */
export function DayHours({ hours, places, zone, className }: DayHoursProps) {
  const [t, mode, locale] = [useTranslations("practice"), useTranslations("common.mode"), useLocale()];
  if (hours.length === 0) return null;
  return (
    <ul aria-label={t("sections.hours")} className={className}>
      {hours.map(({ starts_at, ends_at, modes, clinic_id }) => {
        const there = modes.includes("in_person") ? placeName(places, clinic_id, t("hours.ownPractice")) || mode("in_person") : "";
        return (
          <li key={`${starts_at}${ends_at}`}>
            <span data-numbers className="whitespace-nowrap font-semibold">
              {clock(starts_at, locale, zone)} – {clock(ends_at, locale, zone)}
            </span>{" "}
            <span>{[there, modes.includes("online") ? mode("online") : ""].filter(Boolean).join(" · ")}</span>
          </li>
        );
      })}
    </ul>
  );
}
