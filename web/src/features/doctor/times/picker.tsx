"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";

import { Icon } from "@/components/icon";
import { fieldStyle } from "@/components/styles";
import type { Mode } from "@/lib/modes";
import { addDays, dayIn } from "@/lib/time";
import { useLiveSlots } from "@/live/use-live-slots";
import { useSession } from "@/session/use-session";

import type { Bookable, ConsultationType } from "./bookable";
import { askedBy, firstFreeDay, slotAt, weekOf, withPresent } from "./choice";
import { DayStrip } from "./day-strip";
import { DayTimes } from "./day-times";
import { Freshness } from "./freshness";
import type { OwnVisitIds } from "./own-visits";
import { NextTime } from "./next-time";
import { NothingOffered } from "./nothing-offered";
import { TimesFailed } from "./times-failed";
import { isFree } from "./time-button";
import { useArrival } from "./use-arrival";

const OwnVisits = dynamic(() => import("./own-visits").then((module) => module.OwnVisits), { ssr: false });
const AskedTimeGone = dynamic(() => import("./asked-time-gone").then((module) => module.AskedTimeGone), { ssr: false });

/** Chooses consultation, mode, day and time; the only part of the page that needs JavaScript. */
export function Picker({ bookable }: { bookable: string }) {
  const doctor = useMemo(() => JSON.parse(bookable) as Bookable, [bookable]);
  // While the router changes to this page, `location` is still that of the page before.
  const params = useSearchParams();
  const [asked] = useState(() => askedBy(String(params ?? ""), doctor));
  const [type, setType] = useState(asked.type);
  const [mode, setMode] = useState(asked.mode ?? asked.type?.modes[0]);
  const t = useTranslations("doctor.times");
  const modeNames = useTranslations("common.mode");
  if (!type || !mode) return <NothingOffered doctor={doctor} />;

  function choose(id: string) {
    const chosen = doctor.types.find((one) => one.id === id);
    if (!chosen) return;
    setType(chosen);
    if (mode && !chosen.modes.includes(mode)) setMode(chosen.modes[0]);
  }

  return (
    <div className="grid gap-2 sm:gap-4">
      <div className="grid gap-2 text-sm has-[>:nth-child(2)]:grid-cols-[minmax(0,1fr)_8rem]">
        {doctor.types.length > 1 ? (
          <Choice label={t("type")} value={type.id} choices={doctor.types.map(({ id, label }) => [id, label])} onChange={choose} />
        ) : null}
        <Choice label={t("mode")} value={mode} choices={type.modes.map((one) => [one, modeNames(one)])} onChange={(chosen) => setMode(chosen as Mode)} />
      </div>
      <DaysAndTimes doctor={doctor} type={type} mode={mode} askedTime={asked.time} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choices: readonly (readonly [value: string, shown: string])[];
  onChange: (value: string) => void;
}

/** A choice whose label is for screen readers only, because a phone has no space for it. */
function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <label className="relative">
      <span className="sr-only">{label}</span>
      <select value={value} onChange={({ target }) => onChange(target.value)} className={`${fieldStyle} cursor-pointer appearance-none pe-9 text-ellipsis`}>
        {choices.map(([each, shown]) => (
          <option key={each} value={each}>
            {shown}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={18} className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2" />
    </label>
  );
}

interface DaysProps {
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  askedTime: string | null;
}

function DaysAndTimes({ doctor, type, mode, askedTime }: DaysProps) {
  const today = dayIn(new Date(), doctor.timeZone);
  const last = addDays(today, doctor.horizonDays);
  const askedDay = askedTime ? dayIn(askedTime, doctor.timeZone) : null;
  /** A day of the shown week. */
  const [inWeek, setInWeek] = useState(askedDay ?? today);
  const [chosen, setChosen] = useState<string | null>(askedDay);
  /** The day that was chosen and whose heading does not have the focus yet. */
  const [unfocused, setUnfocused] = useState<string | null>(null);
  const times = useRef<HTMLHeadingElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const asked = useRef<HTMLButtonElement>(null);

  const { from, to } = weekOf(inWeek, today, last);
  const live = useLiveSlots({ doctorId: doctor.id, from, to, type, moves: doctor.moves });
  const { account } = useSession();
  const [visits, setVisits] = useState<OwnVisitIds>();
  const days = withPresent(live.days ?? [], doctor.movesFrom);
  const shownDay = chosen && chosen >= from && chosen <= to ? chosen : (firstFreeDay(days, mode) ?? null);
  const day = days.find(({ date }) => date === shownDay);
  const isAskedShown = askedDay !== null && askedDay >= from && askedDay <= to;
  const isAskedKnown = askedDay !== null && live.days !== undefined && (isAskedShown || askedDay < today || askedDay > last);
  const askedState = askedTime && isAskedKnown ? (slotAt(days, askedTime)?.state ?? "booked") : undefined;
  useArrival(asked, askedState !== undefined);

  // The heading exists only after the day's week was loaded, and the calendar's sheet gives back its focus when it closes.
  useEffect(() => {
    if (!unfocused || day?.date !== unfocused) return;
    const frame = requestAnimationFrame(() => {
      times.current?.focus();
      setUnfocused(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [unfocused, day]);

  function show(date: string) {
    setInWeek(date);
    setChosen(date);
    setUnfocused(date);
  }

  if (live.error && !live.days) return <TimesFailed error={live.error} onRetry={live.retry} />;
  return (
    <>
      {account?.role === "patient" ? <OwnVisits key={account.id} doctorId={doctor.id} from={from} to={to} onFound={setVisits} /> : null}
      <DayStrip
        ref={strip}
        doctor={doctor}
        type={type}
        days={live.days && days}
        from={from}
        to={to}
        first={today}
        last={last}
        mode={mode}
        shownDay={shownDay}
        onDay={show}
        onFrom={setInWeek}
      />
      {askedTime && askedState && askedState !== "present" && !isFree(askedState) ? (
        <AskedTimeGone doctor={doctor} type={type} mode={mode} time={askedTime} isHeld={askedState === "held"} days={days} />
      ) : null}
      <NextTime doctor={doctor} type={type} mode={mode} days={days} isFromToday={from === today} />
      <DayTimes
        headingRef={times}
        askedRef={asked}
        doctor={doctor}
        type={type}
        mode={mode}
        day={day}
        clinics={live.clinics}
        visits={account ? visits : undefined}
        isLoading={!live.days}
        nextFree={shownDay ? firstFreeDay(days, mode, shownDay) : undefined}
        askedTime={askedTime}
        onDay={show}
        onLater={to < last ? () => setInWeek(addDays(to, 1)) : undefined}
        onBack={() => strip.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus()}
      />
      <Freshness isLive={live.isLive} updatedAt={live.updatedAt} />
    </>
  );
}
