"use client";

import { useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Arrival } from "@/components/arrival";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";

import { AffectedList } from "../shared/affected-list";
import { ConflictPanel } from "./conflict-panel";
import { WEEKDAYS } from "./draft";
import { LimitFields } from "./limit-fields";
import { PreviewPanel } from "./preview-panel";
import { useHours } from "./use-hours";
import { WeekdayHours } from "./weekday-hours";

/** Edit, look at the times that come of it, save. */
export function HoursEditor({ doctorId, initial }: { doctorId: string; initial: Schemas["ScheduleAnswer"] }) {
  const t = useTranslations("practice.hours");
  const hours = useHours(doctorId, initial);
  const { draft, faults, saved } = hours;
  return (
    <div className="grid gap-6">
      {saved ? (
        <Arrival key={saved.version}>
          <Banner tone="good" isLive title={t("saved")}>
            <AffectedList affected={saved.affected_appointments} zone={saved.time_zone} text={t("stayBooked")} />
          </Banner>
        </Arrival>
      ) : null}
      <LimitFields draft={draft} onChange={hours.change} isHorizonWrong={faults.some(({ code }) => code === "horizon")} />
      <div className="grid gap-4">
        {WEEKDAYS.map((weekday) => (
          <WeekdayHours key={weekday} weekday={weekday} draft={draft} faults={faults} onChange={hours.change} />
        ))}
      </div>
      <ProblemBanner error={hours.error} />
      {faults.length > 0 ? <Banner tone="warning" isLive title={t("mend", { count: faults.length })} /> : null}
      {hours.conflict ? (
        <ConflictPanel theirs={hours.conflict} onTake={hours.takeTheirs} onKeep={hours.keepMine} />
      ) : (
        <Ways hours={hours} />
      )}
      {hours.preview ? (
        <PreviewPanel
          key={hours.previewedAt}
          preview={hours.preview}
          isSaving={hours.isSaving}
          isChanged={hours.isChanged}
          isFresh={hours.isOnlyVersionChanged}
          onSave={hours.save}
        />
      ) : null}
    </div>
  );
}

function Ways({ hours }: { hours: ReturnType<typeof useHours> }) {
  const t = useTranslations("practice.hours");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button isDisabled={hours.faults.length > 0} isPending={hours.isPreviewing} onPress={hours.look}>
        {t("preview")}
      </Button>
      {hours.isChanged ? (
        <Button kind="quiet" onPress={hours.undo}>
          {t("undo")}
        </Button>
      ) : null}
    </div>
  );
}
