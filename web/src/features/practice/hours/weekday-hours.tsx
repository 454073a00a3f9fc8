"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";

import { Button } from "@/components/button";
import { Card } from "@/components/card";

import { newSession, WEEKDAYS, type Draft, type Session } from "./draft";
import type { Fault } from "./faults";
import { SessionFields } from "./session-fields";
import { weekdayName } from "./weekdays";

interface WeekdayHoursProps {
  weekday: number;
  draft: Draft;
  faults: readonly Fault[];
  onChange: (change: Partial<Draft>) => void;
}

/** The sessions of one weekday. */
export function WeekdayHours({ weekday, draft, faults, onChange }: WeekdayHoursProps) {
  const t = useTranslations("practice.hours");
  const [id, name] = [useId(), weekdayName(weekday, useLocale())];
  const own = draft.sessions.filter((session) => session.weekday === weekday);
  const put = (sessions: Session[]) => onChange({ sessions });
  return (
    <Card aria-labelledby={id}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-lg">
          {name}
        </h2>
        {own.length === 0 ? <p className="text-soft">{t("closed")}</p> : null}
      </div>
      <div className="mt-2 grid gap-5">
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
      </div>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          kind="secondary"
          aria-label={t("addSessionOn", { day: name })}
          onPress={() => put([...draft.sessions, newSession(weekday, own, crypto.randomUUID())])}
        >
          <Plus aria-hidden size={18} />
          {t("addSession")}
        </Button>
        {own.length === 0 ? null : <CopyButton weekday={weekday} draft={draft} name={name} onCopy={put} />}
      </div>
    </Card>
  );
}

/** To all weekdays that have no session yet. */
function CopyButton({
  weekday,
  draft,
  name,
  onCopy,
}: {
  weekday: number;
  draft: Draft;
  name: string;
  onCopy: (sessions: Session[]) => void;
}) {
  const t = useTranslations("practice.hours");
  const closed = WEEKDAYS.filter((day) => draft.sessions.every((session) => session.weekday !== day));
  if (closed.length === 0) return null;
  const copies = closed.flatMap((day) =>
    draft.sessions
      .filter((session) => session.weekday === weekday)
      .map((session) => ({ ...session, weekday: day, key: crypto.randomUUID() })),
  );
  return (
    <Button kind="quiet" aria-label={t("copyOf", { day: name })} onPress={() => onCopy([...draft.sessions, ...copies])}>
      {t("copy")}
    </Button>
  );
}
