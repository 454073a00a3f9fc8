"use client";

import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Arrival } from "@/components/arrival";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { duration } from "@/lib/durations";
import { wallClock, zoneName } from "@/lib/time";

import { WEEKDAYS, type differences } from "./draft";
import { weekdayName } from "./weekdays";

interface ConflictPanelProps {
  theirs: Schemas["ScheduleAnswer"];
  /** What they have changed since the editor read the hours. */
  changed: ReturnType<typeof differences>;
  onTake: () => void;
  onKeep: () => void;
}

/**
 * Shown when somebody else has saved other hours in the meantime: names all days and settings that they have changed, which
 * may be only a break or a clinic, lists the saved hours, and asks whether the editor
 * takes them or keeps its own.
 */
export function ConflictPanel({ theirs, changed, onTake, onKeep }: ConflictPanelProps) {
  const [t, locale] = [useTranslations("practice.conflict"), useLocale()];
  const [hoursWords, errors] = [useTranslations("practice.hours"), useTranslations("errors.call")];
  const fields = [...changed.days.map((day) => weekdayName(day, locale)), ...changed.limits.map((name) => hoursWords(name))];
  const hours = (weekday: number) =>
    theirs.rules
      .filter((rule) => rule.weekday === weekday)
      .map(({ starts, ends }) => `${wallClock(starts, locale)} – ${wallClock(ends, locale)}`)
      .join(", ");
  const limits = {
    buffer: duration(theirs.buffer_minutes, locale),
    notice: duration(theirs.notice_minutes, locale),
    days: theirs.horizon_days,
    zone: zoneName(new Date(), locale, theirs.time_zone),
  };
  return (
    <Arrival>
      <Banner tone="warning" isLive title={t("title")}>
        <p>{errors("changedFields", { fields: fields.join(", ") })}</p>
        <p>{t("text")}</p>
        <dl className="my-3 grid grid-cols-[auto_1fr] gap-x-4 text-sm">
          {WEEKDAYS.map((weekday) => (
            <div key={weekday} className="contents">
              <dt className="font-semibold">{weekdayName(weekday, locale)}</dt>
              <dd data-numbers>{hours(weekday) || t("closed")}</dd>
            </div>
          ))}
        </dl>
        <p className="mb-3 text-sm">{t("limits", limits)}</p>
        <div className="flex flex-wrap gap-3">
          <Button kind="secondary" onPress={onTake}>
            {t("take")}
          </Button>
          <Button kind="secondary" onPress={onKeep}>
            {t("keep")}
          </Button>
        </div>
      </Banner>
    </Arrival>
  );
}
