"use client";

import { parseDate, type CalendarDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "react-aria-components/Button";
import {
  Calendar as AriaCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from "react-aria-components/Calendar";
import { Heading } from "react-aria-components/Heading";
import { I18nProvider } from "react-aria-components/I18nProvider";

import type { Locale } from "@/i18n/routing";
import { classes } from "@/lib/classes";

export interface CalendarProps {
  label: string;
  locale: Locale;
  /** The chosen day, such as `2026-08-04`, or null; `min` and `max` (included) bound the days that can be chosen. */
  value: string | null;
  min: string;
  max: string;
  onChange: (day: string) => void;
  /** Called whenever the focus moves to another day, with the first day of its month, such as `2026-08-01`. */
  onMonth?: (firstDay: string) => void;
  /** The number of free times of a day; undefined while unknown. A day with 0 cannot be chosen. */
  freeOn?: (day: string) => number | undefined;
  /** The words that screen readers add to a day without free times. */
  whyNotFree?: string;
}

const cell =
  "relative mx-auto grid h-tap w-full max-w-tap cursor-pointer place-items-center rounded-full hover:bg-sunk data-[selected]:bg-neem " +
  "data-[selected]:text-on-neem data-[disabled]:cursor-default data-[disabled]:text-soft/50 data-[outside-month]:hidden " +
  "data-[unavailable]:cursor-default data-[unavailable]:text-soft data-[unavailable]:line-through data-[focus-visible]:outline-3 data-[focus-visible]:outline-neem";

/** A calendar in which one day can be chosen. It adds 40 kB of script: load it when it is opened. */
export function Calendar({ label, locale, value, min, max, onChange, onMonth, freeOn, whyNotFree }: CalendarProps) {
  return (
    <I18nProvider locale={`${locale}-IN`}>
      <AriaCalendar
        aria-label={label}
        value={value ? parseDate(value) : null}
        minValue={parseDate(min)}
        maxValue={parseDate(max)}
        onChange={(day: CalendarDate) => onChange(day.toString())}
        onFocusChange={(day) => onMonth?.(day.set({ day: 1 }).toString())}
        isDateUnavailable={(day) => freeOn?.(day.toString()) === 0}
        className="w-full max-w-84"
      >
        <header className="mb-2 flex items-center justify-between">
          <MonthButton slot="previous" />
          <Heading className="font-text text-base font-semibold" />
          <MonthButton slot="next" />
        </header>
        <CalendarGrid className="w-full table-fixed border-separate border-spacing-x-0 border-spacing-y-0.5 sm:border-spacing-x-0.5">
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className="text-xs font-semibold text-soft">{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(day) => (
              <CalendarCell
                date={day}
                className={cell}
                render={(props, { isUnavailable }) => (
                  <div {...props} aria-label={isUnavailable ? `${props["aria-label"] ?? ""}, ${whyNotFree ?? ""}` : props["aria-label"]} />
                )}
              >
                {({ formattedDate }) => (
                  <>
                    {formattedDate}
                    <Dot isFree={(freeOn?.(day.toString()) ?? 0) > 0} />
                  </>
                )}
              </CalendarCell>
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </AriaCalendar>
    </I18nProvider>
  );
}

function MonthButton({ slot }: { slot: "previous" | "next" }) {
  const Icon = slot === "previous" ? ChevronLeft : ChevronRight;
  return (
    <Button
      slot={slot}
      className="grid size-tap cursor-pointer place-items-center rounded-full hover:bg-sunk disabled:cursor-default disabled:opacity-40"
    >
      <Icon aria-hidden size={20} />
    </Button>
  );
}

function Dot({ isFree }: { isFree: boolean }) {
  return (
    <span
      aria-hidden
      className={classes("absolute bottom-1 size-1 rounded-full", isFree ? "bg-turmeric" : "bg-transparent")}
    />
  );
}
