"use client";

import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { dateFormat, ofDay } from "@/lib/time";

import type { useHours } from "./use-hours";

const DAYS_SHOWN = 7;

interface PreviewBarProps {
  hours: ReturnType<typeof useHours>;
  onLook: () => void;
}

/** A bar at the bottom of the screen: the number of times on each of the next days, and the button to continue. */
export function PreviewBar({ hours, onLook }: PreviewBarProps) {
  const [t, locale] = [useTranslations("practice.hours"), useLocale()];
  const days = (hours.preview?.days ?? []).slice(0, DAYS_SHOWN);
  const weekday = dateFormat(locale, { weekday: "short", timeZone: "UTC" });
  const affected = hours.preview?.affected_appointments.length ?? 0;
  return (
    <section aria-label={t("bar")} className="sticky bottom-0 z-10 -mx-4 border-t border-edge bg-surface px-4 py-3 shadow-float sm:mx-0 sm:rounded-t-md sm:border">
      <ol aria-label={t("barDays")} className="grid min-h-11 grid-cols-7 gap-1 text-center" aria-busy={hours.isPreviewing}>
        {days.map(({ date, slots }) => (
          <li key={date} className={slots.length > 0 ? "rounded-sm bg-neem-tint text-neem-deep" : "rounded-sm bg-sunk text-soft"}>
            <span className="block text-xs">{weekday.format(ofDay(date))}</span>
            <span data-numbers className="block text-sm font-semibold">
              {slots.length}
              <span className="sr-only"> {t("timesOnly", { count: slots.length })}</span>
            </span>
          </li>
        ))}
      </ol>
      {affected > 0 ? <p className="mt-1 text-sm font-semibold text-turmeric-ink">{t("barAffected", { count: affected })}</p> : null}
      <div className="mt-2 flex flex-wrap items-center gap-x-3">
        <Button isDisabled={hours.faults.length > 0} isPending={hours.isPreviewing} onPress={onLook}>
          {t(hours.isChanged ? "previewAndSave" : "preview")}
        </Button>
        {hours.isChanged ? (
          <Button kind="quiet" onPress={hours.undo}>
            {t("undo")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
