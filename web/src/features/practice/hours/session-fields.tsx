"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/button";
import { FieldFault } from "@/components/field-fault";
import { InputField } from "@/components/input-field";
import { OpenMark } from "@/components/open-mark";
import { ZoneField } from "@/components/zone-field";
import { dayIn } from "@/lib/time";
import { deviceZone } from "@/lib/use-device-zone";

import { ModeBoxes } from "../shared/mode-boxes";
import { PlaceSelect } from "../shared/place-select";
import { TimePair } from "../shared/time-pair";
import { isNight, newBreak, type Pause, type Session } from "./draft";
import type { Fault, FaultCode } from "./faults";

interface SessionFieldsProps {
  legend: string;
  session: Session;
  faults: readonly Fault[];
  onChange: (change: Partial<Session>) => void;
  onDrop: () => void;
}

export function SessionFields({ legend, session, faults, onChange, onDrop }: SessionFieldsProps) {
  const t = useTranslations("practice.hours");
  const errorOf = useErrorOf(faults);
  return (
    <fieldset className="min-w-0 border-t border-line pt-3">
      <legend className="sr-only">{legend}</legend>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <TimePair error={errorOf(["times", "five", "order", "meet"])} value={session} onChange={onChange} />
        {isNight(session) ? <p className="flex min-h-12 items-center text-sm text-soft">{t("nextDay")}</p> : null}
        <ModeBoxes error={errorOf(["modes"])} modes={session.modes} onChange={(modes) => onChange({ modes })} />
        <PlaceSelect value={session.clinic} isInPerson={session.modes.includes("in_person")} onChange={(clinic) => onChange({ clinic })} />
        <Button kind="quiet" onPress={onDrop} aria-label={t("dropSessionOf", { session: legend })}>
          {t("dropSession")}
        </Button>
      </div>
      <Breaks session={session} legend={legend} errorOf={errorOf} onChange={onChange} />
      <More session={session} error={errorOf(["dates"])} onChange={onChange} />
    </fieldset>
  );
}

type ErrorOf = (codes: readonly FaultCode[], pause?: string) => string | undefined;

/** Returns a function that gives the messages for these fault codes of the session, or of the break with the key `pause`. */
function useErrorOf(faults: readonly Fault[]): ErrorOf {
  const t = useTranslations("practice.hours.faults");
  return (codes, pause) => {
    const own = faults.filter((fault) => fault.pause === pause && codes.includes(fault.code));
    return own.map(({ code }) => t(code)).join(" ") || undefined;
  };
}

interface BreaksProps extends Pick<SessionFieldsProps, "session" | "legend" | "onChange"> {
  errorOf: ErrorOf;
}

function Breaks({ session, legend, errorOf, onChange }: BreaksProps) {
  const t = useTranslations("practice.hours");
  const put = (breaks: Pause[]) => onChange({ breaks });
  const next = newBreak(session);
  return (
    <div className="mt-3 grid gap-3">
      {session.breaks.map((pause, index) => (
        <fieldset key={pause.key} className="flex flex-wrap items-end gap-3 border-s-4 border-turmeric ps-3">
          <legend className="float-start w-full text-sm text-soft">{t("break", { number: index + 1 })}</legend>
          <TimePair
            value={pause}
            error={errorOf(["times", "five", "breakOrder", "breakInside"], pause.key)}
            onChange={(change) =>
              put(session.breaks.map((each) => (each.key === pause.key ? { ...each, ...change } : each)))
            }
          />
          <Button
            kind="quiet"
            aria-label={t("dropBreakOf", { number: index + 1, session: legend })}
            onPress={() => put(session.breaks.filter(({ key }) => key !== pause.key))}
          >
            {t("dropBreak")}
          </Button>
        </fieldset>
      ))}
      <FieldFault id={`${session.key}-breaks`}>{errorOf(["breaksMeet"])}</FieldFault>
      {next && session.breaks.length < 10 ? (
        <Button
          kind="quiet"
          className="justify-self-start px-0!"
          aria-label={t("addBreakOf", { session: legend })}
          onPress={() => put([...session.breaks, { key: crypto.randomUUID(), ...next }])}
        >
          <Plus aria-hidden size={16} />
          {t("addBreak")}
        </Button>
      ) : null}
    </div>
  );
}

/** Whether a first day, a last day or a zone limits the session. A first day in the past has no effect. */
function isLimited({ from, until, zone }: Session): boolean {
  return until !== "" || zone !== "" || from > dayIn(new Date(), deviceZone() ?? "UTC");
}

/** Fields that few sessions need: the first and last day, and a time zone of the session. */
function More({ session, error, onChange }: Pick<SessionFieldsProps, "session" | "onChange"> & { error: string | undefined }) {
  const t = useTranslations("practice.hours");
  const [isUsed] = useState(() => isLimited(session));
  return (
    <details open={isUsed} className="mt-2">
      <summary className="flex min-h-tap cursor-pointer items-center gap-2 text-sm font-semibold text-soft">
        <OpenMark />
        {t("more")}
      </summary>
      <div className="grid gap-3 pt-1 sm:grid-cols-3">
        <InputField label={t("from")} type="date" value={session.from} onChange={(event) => onChange({ from: event.target.value })} />
        <InputField label={t("until")} type="date" error={error} value={session.until} onChange={(event) => onChange({ until: event.target.value })} />
        <ZoneField label={t("ownZone")} value={session.zone} without={t("sameZone")} onChange={(zone) => onChange({ zone })} />
      </div>
    </details>
  );
}
