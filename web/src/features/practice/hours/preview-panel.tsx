"use client";

import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { OpenMark } from "@/components/open-mark";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import type { Schemas } from "@/api/client";
import { clock, ofDay, shortDay } from "@/lib/time";

import { AffectedList } from "../shared/affected-list";

type Preview = Schemas["SchedulePreview"];

interface PreviewPanelProps {
  preview: Preview;
  error: unknown;
  /** See `ProblemBanner`. */
  isUnsure: boolean;
  isSaving: boolean;
  isChanged: boolean;
  /** Whether the preview was made again because the schedule's version changed, but not its hours: for example, leave was added. */
  isFresh: boolean;
  onSave: () => void;
}

/** The last step before saving: the times that patients would see, and the booked visits that would lie outside the new hours. */
export function PreviewPanel({ preview, error, isUnsure, isSaving, isChanged, isFresh, onSave }: PreviewPanelProps) {
  const t = useTranslations("practice.hours");
  const count = preview.days.reduce((sum, { slots }) => sum + slots.length, 0);
  const bookable = preview.days.reduce((sum, day) => sum + day.bookable, 0);
  return (
    <>
      <p className="mb-4 text-soft">{t("previewText", { count })}</p>
      {bookable < count ? <Banner className="mb-4" title={t("overlap", { count: bookable })} /> : null}
      {isFresh ? <Banner className="mb-4" isLive title={t("previewAgain")} /> : null}
      <ol className="grid gap-x-6 md:grid-cols-2">
        {preview.days.map((day) => (
          <PreviewDay key={day.date} day={day} zone={preview.time_zone} />
        ))}
      </ol>
      {preview.affected_appointments.length > 0 ? (
        <Banner tone="warning" className="mt-4">
          <AffectedList affected={preview.affected_appointments} zone={preview.time_zone} text={t("willStay")} />
        </Banner>
      ) : null}
      <ProblemBanner error={error} isUnsure={isUnsure} className="mt-4" />
      <div className="sticky -bottom-6 -mx-6 -mb-6 mt-6 border-t border-line bg-surface px-6 py-4">
        {isChanged ? (
          <Button isPending={isSaving} onPress={onSave}>
            {t("save")}
          </Button>
        ) : (
          <p className="text-soft">{t("unchanged")}</p>
        )}
      </div>
    </>
  );
}

function PreviewDay({ day, zone }: { day: Preview["days"][number]; zone: string }) {
  const [t, locale] = [useTranslations("practice.hours"), useLocale()];
  return (
    <li className="border-t border-line py-2">
      <details>
        <summary className="flex min-h-tap cursor-pointer items-center gap-3">
          <OpenMark />
          <span className="shrink-0 font-semibold">{shortDay(ofDay(day.date), locale, "UTC")}</span>
          <span className="ms-auto text-end text-soft">
            {t("times", { count: day.slots.length })}
            {day.bookable < day.slots.length ? `, ${t("bookable", { count: day.bookable })}` : null}
          </span>
        </summary>
        <ul className="flex flex-wrap gap-1.5 py-2">
          {day.slots.map((slot) => (
            <li key={slot.starts_at} data-numbers className="rounded-sm bg-neem-tint px-2 py-0.5 text-sm text-neem-deep">
              {clock(slot.starts_at, locale, zone)}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
