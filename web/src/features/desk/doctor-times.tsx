"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/button";
import { Select } from "@/components/select";
import { classes } from "@/lib/classes";
import { clock } from "@/lib/time";
import { typeName } from "@/lib/type-name";

import { OtherTime } from "./other-time";
import type { ChosenTime, DoctorsTimes } from "./types";

const SHOWN = 12;

interface DoctorTimesProps {
  doctor: DoctorsTimes;
  date: string;
  zone: string;
  isToday: boolean;
  chosen: ChosenTime | null;
  onType: (typeId: string) => void;
  onChoose: (time: ChosenTime) => void;
  onNumber?: ((doctor: DoctorsTimes) => void) | undefined;
  numbering: string | null;
}

/**
 * One doctor's free times of a day: twelve at first, and all on demand; for today also a button with the next one.
 * Renders nothing for a doctor without a consultation type.
 */
export function DoctorTimes({ doctor, date, zone, isToday, chosen, onType, onChoose, onNumber, numbering }: DoctorTimesProps) {
  const [t, kinds, locale] = [useTranslations("desk.times"), useTranslations("common.kinds"), useLocale()];
  const [isWhole, setWhole] = useState(false);
  const typeId = doctor.consultation_type_id;
  if (typeId === null) return null;
  const [next] = doctor.times;
  const shown = isWhole ? doctor.times : doctor.times.slice(0, SHOWN);
  const choose = (startsAt: string, isOverride = false) => onChoose({ doctor, typeId, startsAt, isOverride });
  return (
    <section aria-labelledby={`doctor-${doctor.id}`} className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <h3 id={`doctor-${doctor.id}`} className="text-lg">
          {doctor.name}
        </h3>
        <div className="flex flex-wrap gap-2">
          {next && isToday ? (
            <Button aria-label={t("nextOf", { time: clock(next.starts_at, locale, zone), doctor: doctor.name })} onPress={() => choose(next.starts_at)}>
              {t("next", { time: clock(next.starts_at, locale, zone) })}
            </Button>
          ) : null}
          {onNumber ? (
            <Button kind="secondary" isPending={numbering === doctor.id} isDisabled={numbering !== null && numbering !== doctor.id} aria-label={t("numberOf", { doctor: doctor.name })} onPress={() => onNumber(doctor)}>
              {t("number")}
            </Button>
          ) : null}
        </div>
      </div>
      {doctor.types.length > 1 ? (
        <Select
          label={t("type")}
          value={typeId}
          choices={doctor.types.map((type) => ({ value: type.id, label: typeName(type, locale, kinds) }))}
          onChange={({ target }) => onType(target.value)}
          className="mb-3 max-w-xs"
        />
      ) : null}
      {next ? null : <p className="text-soft">{t("none")}</p>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
        {shown.map(({ starts_at }) => {
          const isChosen = chosen?.doctor.id === doctor.id && chosen.startsAt === starts_at;
          const time = clock(starts_at, locale, zone);
          return (
            <li key={starts_at}>
              <button
                type="button"
                aria-pressed={isChosen}
                aria-label={t("timeOf", { time, doctor: doctor.name })}
                onClick={() => choose(starts_at)}
                data-numbers
                className={classes(
                  "min-h-tap w-full cursor-pointer rounded-md border px-2 text-sm font-semibold",
                  isChosen ? "border-neem bg-neem text-on-neem" : "border-edge bg-surface hover:border-ink hover:bg-sunk",
                )}
              >
                {time}
              </button>
            </li>
          );
        })}
      </ul>
      {doctor.times.length > shown.length ? (
        <Button kind="quiet" className="mt-2" aria-label={t("moreOf", { count: doctor.times.length, doctor: doctor.name })} onPress={() => setWhole(true)}>
          {t("more", { count: doctor.times.length })}
        </Button>
      ) : null}
      <OtherTime doctor={doctor.name} date={date} zone={zone} onUse={(startsAt) => choose(startsAt, true)} />
    </section>
  );
}
