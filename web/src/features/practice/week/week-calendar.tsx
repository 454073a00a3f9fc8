"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, type CSSProperties } from "react";

import { Button } from "@/components/button";
import { Link } from "@/i18n/navigation";
import { useRouter } from "@/i18n/use-router";
import { classes } from "@/lib/classes";
import { clock, dayIn, longDay, ofDay, shortDay, wallMinutes } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { EndDialog, type Ending } from "../shared/visit/end-dialog";
import { DayHours } from "../shared/day-hours";
import { ModeMark } from "../shared/mode-mark";
import { PlacesContext, usePlaceName } from "../shared/place-select";
import type { Places } from "../shared/places";
import type { AgendaAnswer, AgendaAppointment } from "../shared/types";
import { nameOf } from "../shared/visit/steps";
import { VisitPanel } from "../shared/visit/visit-panel";
import { BlockDialog, type Block } from "./block-dialog";
import { DayColumn } from "./day-column";
import { hoursShown } from "./hours-shown";
import type { Week } from "./week";

const HOUR_REM = 5;
/** The period that a day's button suggests (dragging in the day selects another one), in minutes since midnight. */
const MORNING = { from: 9 * 60, to: 13 * 60 };

/** A week: a list on a phone, otherwise a column with a scale of hours for each day. Visits can be opened, and periods can be closed to new bookings. */
export function WeekCalendar({ week, today, places }: { week: Week; today: string; places: Places }) {
  const [locale, router, now] = [useLocale(), useRouter(), useNow()];
  const [openId, setOpenId] = useState<string | null>(null);
  const [ending, setEnding] = useState<Ending | null>(null);
  const [block, setBlock] = useState<Block | null>(null);
  const all = week.days.flatMap(({ appointments }) => appointments);
  const hours = hoursShown([...all.filter(({ status }) => status !== "cancelled"), ...week.days.flatMap((day) => day.hours)], week.zone);
  const [first, last] = hours;
  const isThisWeek = week.days.some(({ date }) => date === today);
  return (
    <PlacesContext value={places}>
      <div className="grid gap-4 lg:grid-cols-[3.5rem_repeat(7,1fr)] lg:grid-rows-[auto_auto] lg:gap-0">
        <div aria-hidden className="relative hidden lg:col-start-1 lg:row-start-2 lg:block" style={{ height: `${(last - first) * HOUR_REM}rem` }}>
          {Array.from({ length: last - first }, (_, index) => (
            <span key={index} data-numbers className="absolute end-2 -translate-y-1/2 text-xs text-soft" style={{ top: `${index * HOUR_REM}rem` }}>
              {index === 0 ? "" : hourName(first + index, locale)}
            </span>
          ))}
        </div>
        {week.days.map((day) => (
          <Day key={day.date} day={day} isToday={day.date === today} isOver={isThisWeek && day.date < today} week={week} places={places} onBlock={today <= day.date ? () => setBlock({ day: day.date, ...MORNING }) : null}>
            <DayColumn day={day} zone={week.zone} hours={hours} hourRem={HOUR_REM} onPoint={(period) => (today <= day.date ? setBlock({ day: day.date, ...period }) : undefined)}>
              {day.appointments
                .filter(({ status }) => status !== "cancelled")
                .map((each) => (
                  <Visit key={each.id} visit={each} zone={week.zone} firstHour={first} onOpen={() => setOpenId(each.id)} />
                ))}
            </DayColumn>
          </Day>
        ))}
      </div>
      <VisitPanel
        visit={all.find(({ id }) => id === openId) ?? null}
        doctorId={places.doctorId}
        zone={week.zone}
        now={now}
        onClose={() => setOpenId(null)}
        onChanged={() => router.refresh()}
        onEnd={(chosen) => {
          setOpenId(null);
          setEnding(chosen);
        }}
      />
      <EndDialog ending={ending} visits={all} zone={week.zone} onClose={() => setEnding(null)} onEnded={() => router.refresh()} />
      <BlockDialog
        block={block}
        doctorId={places.doctorId}
        zone={week.zone}
        onClose={() => setBlock(null)}
        onBlocked={() => {
          setBlock(null);
          router.refresh();
        }}
      />
    </PlacesContext>
  );
}

function hourName(hour: number, locale: "en" | "hi"): string {
  return new Intl.DateTimeFormat(`${locale}-IN`, { hour: "numeric", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1, hour));
}

interface DayProps {
  day: AgendaAnswer;
  isToday: boolean;
  /** Whether the day is a past day of the present week. */
  isOver: boolean;
  week: Week;
  places: Places;
  onBlock: (() => void) | null;
  children: React.ReactNode;
}

function Day({ day: { date, hours, appointments }, isToday, isOver, week, places, onBlock, children }: DayProps) {
  const [t, locale] = [useTranslations("practice.week"), useLocale()];
  const kinds = new Set(week.exceptions.filter((each) => isOn(each, date, week.zone)).map(({ kind }) => kind));
  const isFree = appointments.every(({ status }) => status === "cancelled");
  return (
    <section aria-labelledby={`day-${date}`} className={classes("min-w-0 lg:row-[1/span_2] lg:grid lg:grid-rows-subgrid lg:border-s lg:border-line", isOver && isFree && "max-lg:hidden")}>
      <div className="max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:items-center lg:px-1.5 lg:pb-2">
        <h2 id={`day-${date}`} className="font-text text-base">
          <Link
            href={`/practice?date=${date}`}
            prefetch={false}
            className={classes(
              "inline-flex min-h-tap items-center underline decoration-1 underline-offset-4",
              isToday && "rounded-md bg-neem px-2 text-on-neem no-underline",
            )}
          >
            {shortDay(ofDay(date), locale, "UTC")}
            {isToday ? <span className="sr-only"> ({t("today")})</span> : null}
          </Link>
        </h2>
        {onBlock ? (
          <Button kind="quiet" className="text-sm lg:w-full lg:justify-start lg:text-xs" aria-label={t("blockOn", { day: longDay(ofDay(date), locale, "UTC") })} onPress={onBlock}>
            {t("block")}
          </Button>
        ) : null}
        <p className="text-xs font-semibold text-turmeric-ink max-lg:col-span-2">
          {[...kinds].map((kind) => t(kind === "leave" ? "leave" : "extra")).join(", ")}
        </p>
        <DayHours hours={hours} places={places} zone={week.zone} className="grid gap-x-6 gap-y-1 text-xs text-soft max-lg:col-span-2 max-lg:mb-1" />
      </div>
      {isFree ? <p className="text-sm text-soft lg:sr-only">{t("free")}</p> : null}
      {children}
    </section>
  );
}

function isOn({ starts_at, ends_at }: { starts_at: string; ends_at: string }, date: string, zone: string): boolean {
  const lastInstant = new Date(Date.parse(ends_at) - 1);
  return dayIn(starts_at, zone) <= date && date <= dayIn(lastInstant, zone);
}

interface VisitProps {
  visit: AgendaAppointment;
  zone: string;
  firstHour: number;
  onOpen: () => void;
}

function Visit({ visit, zone, firstHour, onOpen }: VisitProps) {
  const [t, locale, placeOf] = [useTranslations("practice"), useLocale(), usePlaceName()];
  const starts = wallMinutes(visit.starts_at, zone) - firstHour * 60;
  const lasts = (Date.parse(visit.ends_at) - Date.parse(visit.starts_at)) / 60_000;
  const box = {
    "--top": `${(starts / 60) * HOUR_REM}rem`,
    "--tall": `${(lasts / 60) * HOUR_REM - 0.125}rem`,
  } as CSSProperties;
  return (
    <li style={box} className="min-w-0 lg:absolute lg:inset-x-1 lg:top-(--top) lg:h-(--tall)">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={onOpen}
        className={classes(
          "block size-full min-h-tap cursor-pointer overflow-hidden rounded-sm border-s-4 px-2 py-1 text-start text-sm hover:underline lg:min-h-0 lg:py-0.5 lg:text-xs",
          visit.status === "booked" ? "border-neem bg-neem-tint text-neem-deep" : "border-edge bg-sunk text-ink",
        )}
      >
        <span data-numbers className="font-semibold">
          {clock(visit.starts_at, locale, zone)}
        </span>{" "}
        <span>
          {nameOf(visit)}
          <span className="sr-only">, {shortDay(visit.starts_at, locale, zone)}</span>
        </span>
        <span className="flex flex-wrap gap-x-3 lg:flex-nowrap">
          <ModeMark mode={visit.mode} place={placeOf(visit.clinic_id)} />
          {visit.status === "booked" ? null : <span>{t(`status.${visit.status}`)}</span>}
        </span>
      </button>
    </li>
  );
}
