import { ChevronLeft, ChevronRight } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";

import { ButtonLink } from "@/components/link";
import { addDays, longDay, ofDay } from "@/lib/time";

import { GoToDay } from "./go-to-day";

function hrefOf(day: string, today: string): string {
  return day === today ? "/practice" : `/practice?date=${day}`;
}

/** The day that is shown, those beside it, today, and any other. */
export async function DayNav({ day, today }: { day: string; today: string }) {
  const [t, locale] = [await getTranslations("practice.day"), await getLocale()];
  const shown = longDay(ofDay(day), locale, "UTC");
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <h1 className="text-2xl">{day === today ? t("today", { day: shown }) : shown}</h1>
      <nav aria-label={t("label")} className="flex flex-wrap items-end gap-2">
        <ButtonLink kind="secondary" href={hrefOf(addDays(day, -1), today)} aria-label={t("previous")}>
          <ChevronLeft aria-hidden size={20} />
        </ButtonLink>
        {day === today ? null : (
          <ButtonLink kind="secondary" href="/practice">
            {t("toToday")}
          </ButtonLink>
        )}
        <ButtonLink kind="secondary" href={hrefOf(addDays(day, 1), today)} aria-label={t("following")}>
          <ChevronRight aria-hidden size={20} />
        </ButtonLink>
        <GoToDay day={day} label={t("other")} go={t("go")} />
      </nav>
    </div>
  );
}
