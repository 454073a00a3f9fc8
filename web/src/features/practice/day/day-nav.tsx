import { useLocale, useTranslations } from "next-intl";

import { addDays, longDay, ofDay } from "@/lib/time";

import { PeriodNav } from "../shared/period-nav";
import { GoToDay } from "./go-to-day";

function hrefOf(day: string, today: string): string {
  return day === today ? "/practice" : `/practice?date=${day}`;
}

/** The title of the shown day, links to the previous day, the next day and today, and a field for another date. */
export function DayNav({ day, today }: { day: string; today: string }) {
  const [t, locale] = [useTranslations("practice.day"), useLocale()];
  const shown = longDay(ofDay(day), locale, "UTC");
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <h1 className="text-2xl">{day === today ? t("today", { day: shown }) : shown}</h1>
      <PeriodNav
        label={t("label")}
        previous={{ href: hrefOf(addDays(day, -1), today), label: t("previous") }}
        current={day === today ? null : { href: hrefOf(today, today), label: t("toToday") }}
        following={{ href: hrefOf(addDays(day, 1), today), label: t("following") }}
      >
        <GoToDay day={day} label={t("other")} go={t("go")} />
      </PeriodNav>
    </div>
  );
}
