"use client";

import { useLocale, useTranslations } from "next-intl";

import { NumberField } from "@/components/number-field";
import { Select } from "@/components/select";
import { ZoneField } from "@/components/zone-field";
import { duration } from "@/lib/durations";

import type { Draft } from "./draft";

const BUFFERS = [0, 5, 10, 15, 20, 30, 45, 60];
const STEPS = [10, 15, 20, 30, 45, 60, 90];
const NOTICES = [0, 30, 60, 120, 240, 720, 1440, 2880, 10_080];

interface LimitFieldsProps {
  draft: Draft;
  isHorizonWrong: boolean;
  onChange: (change: Partial<Draft>) => void;
}

/** Settings that apply to all sessions. */
export function LimitFields({ draft, isHorizonWrong, onChange }: LimitFieldsProps) {
  const t = useTranslations("practice.hours");
  const choices = useDurations();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t("buffer")}
          value={draft.buffer}
          choices={choices(BUFFERS, draft.buffer)}
          onChange={(event) => onChange({ buffer: Number(event.target.value) })}
        />
        <Select
          label={t("step")}
          value={draft.step ?? ""}
          choices={[{ value: "", label: t("usualStep") }, ...choices(STEPS, draft.step ?? STEPS[0])]}
          onChange={(event) => onChange({ step: event.target.value ? Number(event.target.value) : null })}
        />
        <Select
          label={t("notice")}
          value={draft.notice}
          choices={choices(NOTICES, draft.notice)}
          onChange={(event) => onChange({ notice: Number(event.target.value) })}
        />
        <NumberField
          label={t("horizon")}
          min={1}
          max={366}
          value={draft.horizon}
          error={isHorizonWrong ? t("faults.horizon") : undefined}
          onChange={(horizon) => onChange({ horizon })}
        />
        <ZoneField label={t("zone")} value={draft.zone} onChange={(zone) => onChange({ zone })} />
    </div>
  );
}

/** Returns a function that writes the most important limits of a draft in one line. */
export function useLimitWords(): (draft: Draft) => string {
  const [t, locale] = [useTranslations("practice.hours"), useLocale()];
  return ({ buffer, notice, horizon }) =>
    t("limitWords", {
      buffer: buffer ? duration(buffer, locale) : t("none"),
      notice: notice ? duration(notice, locale) : t("none"),
      days: horizon || 0,
    });
}

function useDurations() {
  const [t, locale] = [useTranslations("practice.hours"), useLocale()];
  return (usual: readonly number[], present = 0) =>
    [...new Set([...usual, present])]
      .sort((one, other) => one - other)
      .map((count) => ({ value: String(count), label: count === 0 ? t("none") : duration(count, locale) }));
}
