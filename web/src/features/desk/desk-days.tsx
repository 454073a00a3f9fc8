import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { ButtonLink } from "@/components/link";
import { addDays, dayIn, longDay, ofDay } from "@/lib/time";

import type { Clinic } from "./desk-page";

interface DeskDaysProps {
  path: string;
  clinic: Clinic;
  date: string;
  /** The other parameters of the URL. */
  more?: Record<string, string>;
  /** Whether days before today cannot be chosen. */
  isAhead?: boolean;
}

/** The shown day, with links to the day before, the day after, and today. */
export function DeskDays({ path, clinic, date, more, isAhead = false }: DeskDaysProps) {
  const [t, locale] = [useTranslations("desk"), useLocale()];
  const today = dayIn(new Date(), clinic.time_zone);
  const href = (to: string) => `${path}?${new URLSearchParams({ clinic: clinic.id, date: to, ...more }).toString()}`;
  return (
    <nav aria-label={t("days")} className="mb-5 flex flex-wrap items-center gap-2">
      {isAhead && date <= today ? null : (
        <ButtonLink kind="secondary" className="px-3!" href={href(addDays(date, -1))} aria-label={t("previous")}>
          <ChevronLeft aria-hidden size={20} />
        </ButtonLink>
      )}
      <span className="min-w-44 px-2 text-center font-semibold">{longDay(ofDay(date), locale, "UTC")}</span>
      <ButtonLink kind="secondary" className="px-3!" href={href(addDays(date, 1))} aria-label={t("following")}>
        <ChevronRight aria-hidden size={20} />
      </ButtonLink>
      {date === today ? null : (
        <ButtonLink kind="quiet" className="px-2!" href={href(today)}>
          {t("today")}
        </ButtonLink>
      )}
    </nav>
  );
}
