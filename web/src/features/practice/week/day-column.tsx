"use client";

import { useRef, useState, type PointerEvent, type ReactNode } from "react";

import { wallMinutes } from "@/lib/time";

import type { AgendaAnswer } from "../shared/types";
import { pointed, type Period } from "./pointing";

interface DayColumnProps {
  day: AgendaAnswer;
  zone: string;
  hours: readonly [number, number];
  hourRem: number;
  children: ReactNode;
  onPoint: (period: Period) => void;
}

/**
 * A day as a column with a scale of hours: the doctor's hours are light, other times are shaded, and dragging with a mouse
 * or pen selects a period. `hours` are the hours at which the scale begins and ends; `hourRem` is the height of an hour in
 * rem.
 */
export function DayColumn({ day, zone, hours: [first, last], hourRem, children, onPoint }: DayColumnProps) {
  const column = useRef<HTMLDivElement>(null);
  const [began, setBegan] = useState<number | null>(null);
  const [period, setPeriod] = useState<Period | null>(null);
  const box = (from: number, to: number) => ({ top: `${(from / 60 - first) * hourRem}rem`, height: `${((to - from) / 60) * hourRem}rem` });
  const minutesAt = ({ clientY }: PointerEvent) => {
    const shown = column.current?.getBoundingClientRect();
    if (!shown) return first * 60;
    return first * 60 + Math.min(1, Math.max(0, (clientY - shown.top) / shown.height)) * (last - first) * 60;
  };
  const stop = () => {
    setBegan(null);
    setPeriod(null);
  };
  return (
    <div
      ref={column}
      className="lg:relative lg:block lg:h-(--tall) lg:cursor-crosshair lg:touch-pan-y lg:bg-sunk"
      style={{ "--tall": `${(last - first) * hourRem}rem` } as React.CSSProperties}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === "touch" || (event.target as Element).closest("button")) return;
        // On a phone the day is a list, where no period can be selected by dragging.
        if (getComputedStyle(event.currentTarget).display !== "block") return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = minutesAt(event);
        setBegan(at);
        setPeriod(pointed(at, at));
      }}
      onPointerMove={(event) => {
        if (began !== null) setPeriod(pointed(began, minutesAt(event)));
      }}
      onPointerUp={() => {
        if (period) onPoint(period);
        stop();
      }}
      onPointerCancel={stop}
    >
      {day.hours.map(({ starts_at, ends_at }) => {
        const from = wallMinutes(starts_at, zone);
        const to = Math.min(1440, from + (Date.parse(ends_at) - Date.parse(starts_at)) / 60_000);
        return <div key={`${starts_at}${ends_at}`} className="absolute inset-x-0 hidden bg-surface lg:block" style={box(Math.max(from, first * 60), Math.min(to, last * 60))} />;
      })}
      <div className="pointer-events-none absolute inset-0 hidden bg-[linear-gradient(var(--line)_1px,transparent_1px)] bg-[length:100%_5rem] lg:block" />
      <ol className="grid gap-2 lg:block">{children}</ol>
      {period ? <div className="pointer-events-none absolute inset-x-0 rounded-sm border-2 border-clay bg-clay-tint opacity-80" style={box(period.from, period.to)} /> : null}
    </div>
  );
}
