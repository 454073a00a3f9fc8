"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";

import { Button } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { OpenMark } from "@/components/open-mark";
import { wallClock } from "@/lib/time";

import { copied, inOrder, newSession, WEEKDAYS, type Draft, type Session } from "./draft";
import type { Fault } from "./faults";
import { SessionFields } from "./session-fields";
import { weekdayName } from "./weekdays";

interface WeekdayHoursProps {
  weekday: number;
  draft: Draft;
  faults: readonly Fault[];
  onChange: (change: Partial<Draft>) => void;
}

/** The hours of one weekday on a line that opens for changes. The line stays open while an entry is invalid. */
export function WeekdayHours({ weekday, draft, faults, onChange }: WeekdayHoursProps) {
  const t = useTranslations("practice.hours");
  const [id, name] = [useId(), weekdayName(weekday, useLocale())];
  const [isOpen, setOpen] = useState(false);
  const own = inOrder(draft.sessions.filter((session) => session.weekday === weekday));
  const hasFault = faults.some(({ key }) => own.some((session) => session.key === key));
  const put = (sessions: readonly Session[]) => onChange({ sessions });
  return (
    <section aria-labelledby={id} className="rounded-md border border-line bg-surface">
      <details open={isOpen || hasFault} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="flex min-h-14 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-2">
          <OpenMark />
          <h2 id={id} className="font-text text-base font-semibold">
            {name}
          </h2>
          <span data-numbers className={own.length === 0 ? "ms-auto text-sm text-soft" : "ms-auto text-end text-sm"}>
            <Summary sessions={own} />
          </span>
        </summary>
        <div className="grid gap-5 border-t border-line px-4 pb-4">
          {own.map((session, index) => (
            <SessionFields
              key={session.key}
              legend={t("session", { day: name, number: index + 1 })}
              session={session}
              faults={faults.filter(({ key }) => key === session.key)}
              onChange={(change) =>
                put(draft.sessions.map((each) => (each.key === session.key ? { ...each, ...change } : each)))
              }
              onDrop={() => put(draft.sessions.filter(({ key }) => key !== session.key))}
            />
          ))}
          <Button
            kind="secondary"
            className="mt-4 justify-self-start"
            aria-label={t("addSessionOn", { day: name })}
            onPress={() => put([...draft.sessions, newSession(weekday, own, crypto.randomUUID())])}
          >
            <Plus aria-hidden size={18} />
            {t("addSession")}
          </Button>
          {own.length === 0 ? null : <CopyTo weekday={weekday} draft={draft} name={name} onCopy={put} />}
        </div>
      </details>
    </section>
  );
}

function Summary({ sessions }: { sessions: readonly Session[] }) {
  const [t, locale] = [useTranslations("practice.hours"), useLocale()];
  if (sessions.length === 0) return t("closed");
  const shown = (wall: string) => (wall ? wallClock(wall, locale) : "…");
  return sessions.map(({ key, starts, ends }) => (
    <span key={key} className="block whitespace-nowrap">
      {shown(starts)} – {shown(ends)}
    </span>
  ));
}

interface CopyToProps {
  weekday: number;
  draft: Draft;
  name: string;
  onCopy: (sessions: readonly Session[]) => void;
}

/**
 * Replaces the sessions of the selected days by copies of this day's sessions. At first the days without sessions are
 * selected.
 */
function CopyTo({ weekday, draft, name, onCopy }: CopyToProps) {
  const [t, locale] = [useTranslations("practice.hours"), useLocale()];
  const others = WEEKDAYS.filter((day) => day !== weekday);
  const [chosen, setChosen] = useState<readonly number[]>(() =>
    others.filter((day) => draft.sessions.every((session) => session.weekday !== day)),
  );
  return (
    <details className="border-t border-line pt-1">
      <summary className="flex min-h-tap cursor-pointer items-center gap-2 text-sm font-semibold">
        <OpenMark />
        {t("copyTo")}
      </summary>
      <fieldset className="grid gap-x-4 pb-3 sm:grid-cols-3">
        <legend className="mb-1 text-sm text-soft">{t("copyText", { day: name })}</legend>
        {others.map((day) => (
          <Checkbox
            key={day}
            label={weekdayName(day, locale)}
            checked={chosen.includes(day)}
            onChange={() => setChosen(chosen.includes(day) ? chosen.filter((each) => each !== day) : [...chosen, day])}
          />
        ))}
      </fieldset>
      <Button
        kind="secondary"
        isDisabled={chosen.length === 0}
        onPress={() => onCopy(copied(draft.sessions, weekday, chosen, () => crypto.randomUUID()))}
      >
        {t("copy", { day: name, count: chosen.length })}
      </Button>
    </details>
  );
}
