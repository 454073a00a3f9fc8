"use client";

import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState, type Ref } from "react";

import { Icon } from "@/components/icon";
import type { Locale } from "@/i18n/routing";
import { classes } from "@/lib/classes";
import type { Mode } from "@/lib/modes";
import { addDays, dateFormat, ofDay } from "@/lib/time";
import type { Day } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";
import { freeCount } from "./choice";

const AnotherDay = dynamic(() => import("./another-day").then((module) => module.AnotherDay), { ssr: false });

interface DayStripProps {
  ref: Ref<HTMLDivElement>;
  doctor: Bookable;
  type: ConsultationType;
  /** The loaded days; undefined while they are loading. */
  days: readonly Day[] | undefined;
  /** The first and the last shown day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** The first and the last day that can be booked, `YYYY-MM-DD`. */
  first: string;
  last: string;
  mode: Mode;
  shownDay: string | null;
  onDay: (date: string) => void;
  onFrom: (date: string) => void;
}

/**
 * Up to seven days in a row (fewer at the end of the horizon), each with its number of free times. Beside them are
 * buttons to the weeks before and after, and a calendar for any day of the horizon.
 */
export function DayStrip({ ref, doctor, type, days, from, to, first, last, mode, shownDay, onDay, onFrom }: DayStripProps) {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const shown = Array.from({ length: 7 }, (_, index) => addDays(from, index)).filter((date) => date <= to);
  return (
    <div ref={ref} role="group" aria-label={t("days")}>
      <div className="flex items-center justify-between sm:mb-2">
        <Step label={t("earlier")} turn="rotate-90" isOff={from <= first} onPress={() => onFrom(addDays(from, -7))} />
        <button
          type="button"
          aria-haspopup="dialog"
          className="inline-flex min-h-tap cursor-pointer items-center gap-2 rounded-md px-3 text-sm font-semibold text-neem hover:bg-sunk"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="calendar-days" size={18} />
          <span className="flex flex-wrap justify-center gap-x-2">
            <span className="whitespace-nowrap">{span(from, to, locale)}</span>
            <span className="whitespace-nowrap text-soft">{t("calendar")}</span>
          </span>
        </button>
        <Step label={t("later")} turn="-rotate-90" isOff={to >= last} onPress={() => onFrom(addDays(from, 7))} />
      </div>
      {isOpen ? (
        <AnotherDay
          key={type.id}
          doctor={doctor}
          type={type}
          mode={mode}
          first={first}
          last={last}
          value={shownDay}
          onClose={() => setOpen(false)}
          onChange={(date) => {
            setOpen(false);
            onDay(date);
          }}
        />
      ) : null}
      <div className="grid grid-cols-7 gap-1 sm:gap-1.5">
        {shown.map((date) => (
          <DayButton
            key={date}
            date={date}
            locale={locale}
            free={days ? freeCount(days.find((day) => day.date === date), mode) : null}
            isShown={date === shownDay}
            onPress={() => onDay(date)}
          />
        ))}
      </div>
    </div>
  );
}

/** A period of days as text, such as `24–30 Nov`. */
function span(from: string, to: string, locale: Locale): string {
  const format = dateFormat(`${locale}-IN`, { timeZone: "UTC", day: "numeric", month: "short" });
  return format.formatRange(ofDay(from), ofDay(to));
}

interface DayButtonProps {
  date: string;
  locale: Locale;
  /** The number of free times; null while it is unknown. */
  free: number | null;
  isShown: boolean;
  onPress: () => void;
}

function DayButton({ date, locale, free, isShown, onPress }: DayButtonProps) {
  const t = useTranslations("doctor.times");
  const part = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(`${locale}-IN`, { timeZone: "UTC", ...options }).format(ofDay(date));
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onPress}
      className={classes("day-cell", free === 0 && !isShown && "text-soft")}
    >
      <span className="text-xs">{part({ weekday: "short" })}</span>{" "}
      <span className="text-lg leading-tight font-semibold" data-numbers>
        {part({ day: "numeric" })}
      </span>
      <span className="sr-only"> {part({ month: "long" })}, </span>
      <span className="text-xs whitespace-nowrap max-sm:sr-only">{free === null ? "\u00a0" : t("freeShort", { count: free })}</span>
      <span aria-hidden className={classes("mt-0.5 h-1 w-5 rounded-full sm:hidden", free ? "bg-turmeric" : "bg-transparent")} />
    </button>
  );
}

interface StepProps {
  label: string;
  /** The CSS class that turns the arrow, which points down without it. */
  turn: string;
  isOff: boolean;
  onPress: () => void;
}

function Step({ label, turn, isOff, onPress }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isOff}
      onClick={onPress}
      className="grid size-tap cursor-pointer place-items-center rounded-full hover:bg-sunk disabled:cursor-default disabled:opacity-35"
    >
      <Icon name="chevron-down" size={20} className={turn} />
    </button>
  );
}
