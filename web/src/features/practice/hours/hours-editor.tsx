"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import type { Schemas } from "@/api/client";
import { Arrival } from "@/components/arrival";
import { Dialog } from "@/components/dialog";
import { OpenMark } from "@/components/open-mark";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { useUnsaved } from "@/lib/use-unsaved";

import { AffectedList } from "../shared/affected-list";
import { ConflictPanel } from "./conflict-panel";
import { WEEKDAYS } from "./draft";
import { LimitFields, useLimitWords } from "./limit-fields";
import { PreviewBar } from "./preview-bar";
import { PreviewPanel } from "./preview-panel";
import { useHours } from "./use-hours";
import { WeekdayHours } from "./weekday-hours";

/** Edits weekly hours beside their resulting times, with a preview before saving. */
export function HoursEditor({ doctorId, initial }: { doctorId: string; initial: Schemas["ScheduleAnswer"] }) {
  const [t, common] = [useTranslations("practice.hours"), useTranslations("common")];
  const hours = useHours(doctorId, initial);
  const [isLooking, setLooking] = useState(false);
  const { draft, faults, saved } = hours;
  useUnsaved(hours.isChanged);
  return (
    <div className="grid gap-4">
      {saved ? (
        <Arrival key={saved.version}>
          <Banner tone="good" isLive title={t("saved")}>
            <AffectedList affected={saved.affected_appointments} zone={saved.time_zone} text={t("stayBooked")} />
          </Banner>
        </Arrival>
      ) : null}
      <div className="grid gap-2">
        {WEEKDAYS.map((weekday) => (
          <WeekdayHours key={weekday} weekday={weekday} draft={draft} faults={faults} onChange={hours.change} />
        ))}
      </div>
      <Limits hours={hours} />
      <ProblemBanner error={hours.error} isUnsure={hours.isUnsure} />
      {faults.length > 0 ? <Banner tone="warning" isLive title={t("mend", { count: faults.length })} /> : null}
      {hours.conflict ? (
        <ConflictPanel {...hours.conflict} onTake={hours.takeTheirs} onKeep={hours.keepMine} />
      ) : (
        <PreviewBar
          hours={hours}
          onLook={() => {
            if (!hours.preview) hours.look();
            setLooking(true);
          }}
        />
      )}
      <Dialog
        title={t("previewTitle")}
        closeLabel={common("close")}
        isOpen={isLooking && hours.preview !== null && hours.conflict === null}
        onClose={() => setLooking(false)}
      >
        {hours.preview ? (
          <PreviewPanel
            preview={hours.preview}
            error={hours.error}
            isUnsure={hours.isUnsure}
            isSaving={hours.isSaving}
            isChanged={hours.isChanged}
            isFresh={hours.isOnlyVersionChanged}
            onSave={() => hours.save(() => setLooking(false))}
          />
        ) : null}
      </Dialog>
    </div>
  );
}

/** Settings of all sessions: one line, which can be opened. */
function Limits({ hours }: { hours: ReturnType<typeof useHours> }) {
  const [t, words] = [useTranslations("practice.hours"), useLimitWords()];
  const isWrong = hours.faults.some(({ code }) => code === "horizon");
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="limits" className="rounded-md border border-line bg-surface">
      <details open={isOpen || isWrong} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="flex min-h-14 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-2">
          <OpenMark />
          <h2 id="limits" className="font-text text-base font-semibold">
            {t("limits")}
          </h2>
          <span className="text-sm text-soft max-sm:w-full max-sm:ps-7 sm:ms-auto">{words(hours.draft)}</span>
        </summary>
        <div className="border-t border-line px-4 py-4">
          <LimitFields draft={hours.draft} onChange={hours.change} isHorizonWrong={isWrong} />
        </div>
      </details>
    </section>
  );
}
