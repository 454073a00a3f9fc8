"use client";

import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState, type Ref } from "react";

import { Skeleton } from "@/components/skeleton";
import type { Locale } from "@/i18n/routing";
import { classes } from "@/lib/classes";
import type { Mode } from "@/lib/modes";
import { addDays, dateFormat, ofDay } from "@/lib/time";
import type { Day } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";
import { freeCount } from "./choice";

const AnotherDay = dynamic(() => import("./another-day").then((module) => module.AnotherDay), {
  ssr: false,
  loading: () => <Skeleton className="h-96 w-80" />,
});

interface DayStripProps {
  ref: Ref<HTMLDivElement>;
  doctor: Bookable;
  type: ConsultationType;
  days: readonly Day[] | undefined;
  from: string;
  to: string;
  first: string;
  last: string;
  mode: Mode;
  shownDay: string | null;
  onDay: (date: string) => void;
  onFrom: (date: string) => void;
}

/** Seven days side by side, each with how many of its times are free; a calendar for the rest. */
export function DayStrip({ ref, doctor, type, days, from, to, first, last, mode, shownDay, onDay, onFrom }: DayStripProps) {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const shown = Array.from({ length: 7 }, (_, index) => addDays(from, index)).filter((date) => date <= last);
  return (
    <div ref={ref} role="group" aria-label={t("days")}>
      <div className="mb-2 flex items-center justify-between">
        <Step label={t("earlier")} icon={ChevronLeft} isOff={from <= first} onPress={() => onFrom(addDays(from, -7))} />
        <button
          type="button"
          aria-expanded={isOpen}
          className="inline-flex min-h-tap cursor-pointer items-center gap-2 rounded-md px-3 text-sm font-semibold text-neem hover:bg-sunk"
          onClick={() => setOpen(!isOpen)}
        >
          <CalendarDays aria-hidden size={18} />
          <span className="flex flex-wrap justify-center gap-x-2">
            <span className="whitespace-nowrap">{span(from, to, locale)}</span>
            <span className="whitespace-nowrap text-soft">{t("calendar")}</span>
          </span>
        </button>
        <Step label={t("later")} icon={ChevronRight} isOff={to >= last} onPress={() => onFrom(addDays(from, 7))} />
      </div>
      {isOpen ? (
        <div className="mb-4 flex justify-center max-sm:-mx-4">
          <AnotherDay
            key={type.id}
            doctor={doctor}
            type={type}
            mode={mode}
            first={first}
            last={last}
            value={shownDay}
            onChange={(date) => {
              setOpen(false);
              onDay(date);
            }}
          />
        </div>
      ) : null}
      <div className="grid grid-cols-4 gap-1.5 sm:grid-cols-7">
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

/** `24–30 Nov` */
function span(from: string, to: string, locale: Locale): string {
  const format = dateFormat(`${locale}-IN`, { timeZone: "UTC", day: "numeric", month: "short" });
  return format.formatRange(ofDay(from), ofDay(to));
}

interface DayButtonProps {
  date: string;
  locale: Locale;
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
      className={classes(
        "flex h-19 cursor-pointer flex-col items-center justify-center rounded-md border border-line px-0.5 text-center",
        "hover:border-neem aria-pressed:border-neem aria-pressed:bg-neem aria-pressed:text-on-neem",
        free === 0 && !isShown && "text-soft",
      )}
    >
      <span className="text-xs">{part({ weekday: "short" })}</span>{" "}
      <span className="text-lg leading-tight font-semibold" data-numbers>
        {part({ day: "numeric" })}
      </span>
      <span className="sr-only"> {part({ month: "long" })}, </span>
      <span className="text-xs whitespace-nowrap">{free === null ? "\u00a0" : t("freeShort", { count: free })}</span>
    </button>
  );
}

interface StepProps {
  label: string;
  icon: typeof ChevronLeft;
  isOff: boolean;
  onPress: () => void;
}

function Step({ label, icon: Icon, isOff, onPress }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isOff}
      onClick={onPress}
      className="grid size-tap cursor-pointer place-items-center rounded-full hover:bg-sunk disabled:cursor-default disabled:opacity-35"
    >
      <Icon aria-hidden size={20} />
    </button>
  );
}
