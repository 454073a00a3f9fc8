"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { Calendar } from "@/components/calendar";
import { Dialog } from "@/components/dialog";
import type { Mode } from "@/lib/modes";
import { addDays } from "@/lib/time";
import { askedSlots } from "@/live/asked-slots";
import type { Day } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";
import { freeCount } from "./choice";

interface AnotherDayProps {
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  /** The first and the last day that can be chosen, `YYYY-MM-DD`. */
  first: string;
  last: string;
  /** The chosen day; null if none is chosen. */
  value: string | null;
  onChange: (day: string) => void;
  onClose: () => void;
}

/**
 * A sheet with a calendar. Days without a free time cannot be chosen once their month is loaded. It adds 60 kB of script: load it when it
 * is opened.
 */
export function AnotherDay({ doctor, type, mode, first, last, value, onChange, onClose }: AnotherDayProps) {
  const t = useTranslations("doctor.times");
  const common = useTranslations("common");
  const locale = useLocale();
  const [month, setMonth] = useState(monthOf(value ?? first));
  const known = useMonth({ doctor, type, from: later(month, first), to: earlier(lastOf(month), last) }, month);
  return (
    <Dialog title={t("calendarTitle")} closeLabel={common("close")} isOpen onClose={onClose}>
      <div className="flex justify-center max-sm:-mx-3">
        <Calendar
          label={t("calendarLabel")}
          locale={locale}
          value={value}
          min={first}
          max={last}
          onChange={onChange}
          onMonth={setMonth}
          freeOn={(day) => {
            const days = known[monthOf(day)];
            return days && freeCount(days.find(({ date }) => date === day), mode);
          }}
          whyNotFree={t("free", { count: 0 })}
        />
      </div>
    </Dialog>
  );
}

interface Wanted {
  doctor: Bookable;
  type: ConsultationType;
  from: string;
  to: string;
}

/** The days of each month that was opened, by the month's first day. While a month is loading, and after a failure, its days are missing and each can be chosen. */
function useMonth({ doctor: { id: doctorId, moves }, type: { id: typeId }, from, to }: Wanted, month: string): Record<string, Day[]> {
  const [known, setKnown] = useState<Record<string, Day[]>>({});
  useEffect(() => {
    askedSlots({ doctorId, typeId, moves, from, to }).then(
      ({ days }) => setKnown((before) => ({ ...before, [month]: days })),
      () => undefined,
    );
  }, [doctorId, typeId, moves, from, to, month]);
  return known;
}

/** The first day of a day's month, such as `2026-12-01`. */
function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

function lastOf(month: string): string {
  return addDays(monthOf(addDays(month, 31)), -1);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
