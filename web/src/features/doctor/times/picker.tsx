"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";

import { SegmentedControl } from "@/components/segmented-control";
import { Banner } from "@/components/status";
import type { Mode } from "@/lib/modes";
import { addDays, dayIn } from "@/lib/time";
import { useLiveSlots } from "@/live/use-live-slots";

import type { Bookable, ConsultationType } from "./bookable";
import { askedBy, firstFreeDay } from "./choice";
import { DayStrip } from "./day-strip";
import { DayTimes } from "./day-times";
import { Freshness } from "./freshness";
import { TimesFailed } from "./times-failed";
import { isFree } from "./time-button";

const SHOWN_DAYS = 7;

/** A consultation, how, a day, a time; only this part of the page runs in the browser alone. */
export function Picker({ doctor }: { doctor: Bookable }) {
  const [asked] = useState(() => askedBy(location.search, doctor));
  const [type, setType] = useState(asked.type);
  const [mode, setMode] = useState(asked.mode ?? asked.type?.modes[0]);
  const t = useTranslations("doctor");
  const modeNames = useTranslations("common.mode");
  if (!type || !mode) return <p>{t("times.nothingInSight")}</p>;

  function choose(id: string) {
    const chosen = doctor.types.find((one) => one.id === id);
    if (!chosen) return;
    setType(chosen);
    if (mode && !chosen.modes.includes(mode)) setMode(chosen.modes[0]);
  }

  return (
    <div className="grid gap-5">
      {doctor.types.length > 1 ? (
        <SegmentedControl
          legend={t("times.type")}
          name="type"
          value={type.id}
          onChange={choose}
          segments={doctor.types.map(({ id, label }) => ({ value: id, label }))}
        />
      ) : null}
      <SegmentedControl
        legend={t("times.mode")}
        name="mode"
        value={mode}
        onChange={(chosen) => setMode(chosen as Mode)}
        segments={type.modes.map((one) => ({ value: one, label: modeNames(one) }))}
      />
      <DaysAndTimes doctor={doctor} type={type} mode={mode} askedTime={asked.time} />
    </div>
  );
}

interface DaysProps {
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  askedTime: string | null;
}

function DaysAndTimes({ doctor, type, mode, askedTime }: DaysProps) {
  const t = useTranslations("doctor.times");
  const today = dayIn(new Date(), doctor.timeZone);
  const last = addDays(today, doctor.horizonDays);
  const askedDay = askedTime ? dayIn(askedTime, doctor.timeZone) : null;
  const [from, setFrom] = useState(askedDay && askedDay > today ? weekOf(askedDay, today) : today);
  const [chosen, setChosen] = useState<string | null>(askedDay);
  const times = useRef<HTMLHeadingElement>(null);
  const strip = useRef<HTMLDivElement>(null);

  const to = addDays(from, SHOWN_DAYS - 1);
  const live = useLiveSlots({ doctorId: doctor.id, from, to, type, moves: doctor.moves });
  const days = live.days ?? [];
  const shownDay = chosen && chosen >= from && chosen <= to ? chosen : (firstFreeDay(days, mode) ?? null);
  const day = days.find(({ date }) => date === shownDay);
  const askedSlot = day?.slots.find(({ starts_at }) => askedTime && Date.parse(starts_at) === Date.parse(askedTime));

  function show(date: string) {
    if (date < from || date > to) setFrom(weekOf(date, today));
    setChosen(date);
    requestAnimationFrame(() => times.current?.focus()); // once its times are there
  }

  if (live.error && !live.days) return <TimesFailed error={live.error} onRetry={live.retry} />;
  return (
    <>
      <DayStrip
        ref={strip}
        days={live.days}
        from={from}
        to={to}
        first={today}
        last={last}
        mode={mode}
        shownDay={shownDay}
        onDay={show}
        onFrom={setFrom}
      />
      <DayTimes
        headingRef={times}
        doctor={doctor}
        type={type}
        mode={mode}
        day={day}
        clinics={live.clinics}
        isLoading={!live.days}
        nextFree={shownDay ? firstFreeDay(days, mode, shownDay) : undefined}
        askedTime={askedTime}
        onDay={show}
        onLater={() => setFrom(addDays(from, SHOWN_DAYS))}
        onBack={() => strip.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus()}
      />
      {askedSlot && !isFree(askedSlot.state) ? <Banner tone="warning" isLive title={t("gone")} /> : null}
      <Freshness isLive={live.isLive} updatedAt={live.updatedAt} />
    </>
  );
}

/** The page of days, counted from today, on which a day is. */
function weekOf(day: string, today: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  return addDays(today, Math.max(0, Math.floor(days / SHOWN_DAYS)) * SHOWN_DAYS);
}
