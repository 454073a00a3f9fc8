"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, type SyntheticEvent } from "react";

import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { classes } from "@/lib/classes";
import { money } from "@/lib/money";
import { clock, shortDay } from "@/lib/time";
import { typeName } from "@/lib/type-name";
import { useFaults } from "@/lib/use-faults";
import { usePatientName } from "@/lib/use-patient-name";

import type { ChosenTime, Patient } from "./types";

interface BookBarProps {
  clinicName: string;
  patient: Patient | null;
  time: ChosenTime | null;
  zone: string;
  isMove: boolean;
  isPending: boolean;
  error: unknown;
  /** Whether it is unknown if the request had its effect; pressing the button again repeats it. */
  isUnsure: boolean;
  /** The reason for booking a time that the doctor does not offer; asked for only then. */
  why: string;
  onWhy: (why: string) => void;
  onBook: () => void;
}

/**
 * A summary of the booking and its button. Once patient and time are chosen, the bar stays visible at the bottom of the
 * window.
 */
export function BookBar({ clinicName, patient, time, zone, isMove, isPending, error, isUnsure, why, onWhy, onBook }: BookBarProps) {
  const [t, kinds, locale, nameOf] = [useTranslations("desk.book"), useTranslations("common.kinds"), useLocale(), usePatientName()];
  const { form, faults, find } = useFaults<"why">();
  const focused = useRef<HTMLDivElement>(null);
  const isReady = patient !== null && time !== null;
  // The focus moves to the button (for a time that is not offered, to the field for the reason), so that a keyboard
  // user books without more steps.
  useEffect(() => {
    if (isReady) focused.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [isReady]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!find({ why: time?.isOverride && !why.trim() ? t("noWhy") : undefined })) onBook();
  };
  const type = time?.doctor.types.find(({ id }) => id === time.typeId);
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className={classes("-mx-4 mt-8 border-t border-line bg-surface px-4 py-3 sm:mx-0 sm:rounded-t-lg sm:px-6", isReady && "sticky bottom-0 z-10 shadow-float")}>
      <Refusal error={error} isUnsure={isUnsure} />
      <div ref={focused} className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-64" role="status">
          {isReady && type ? (
            <>
              <span className="block font-semibold" data-numbers>
                {shortDay(time.startsAt, locale, zone)}, {clock(time.startsAt, locale, zone)} · {time.doctor.name} · {clinicName}
              </span>
              <span className="text-sm text-soft">
                {nameOf(patient)} · {typeName(type, locale, kinds)} · {t("fee", { fee: money(type.fee, locale) })}
              </span>
            </>
          ) : (
            <span className="text-soft">{t(patient ? "chooseTime" : "choosePatient")}</span>
          )}
        </p>
        {time?.isOverride ? (
          <InputField label={t("why")} hint={t("whyHint")} error={faults.why} maxLength={500} value={why} onChange={({ target }) => onWhy(target.value)} className="basis-80" />
        ) : null}
        <Button type="submit" isDisabled={!isReady} isPending={isPending} className="max-sm:w-full">
          {t(isMove ? "move" : "submit")}
        </Button>
      </div>
    </form>
  );
}

function Refusal({ error, isUnsure }: Pick<BookBarProps, "error" | "isUnsure">) {
  const t = useTranslations("desk.book");
  if (isProblem(error, "slot-taken")) return <Banner tone="bad" isLive title={t("taken")} className="mb-3" />;
  if (isProblem(error, "patient-busy")) return <Banner tone="bad" isLive title={t("busy")} className="mb-3" />;
  return <ProblemBanner error={error} isUnsure={isUnsure} className="mb-3" />;
}
