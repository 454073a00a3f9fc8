"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Checkbox } from "@/components/checkbox";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";
import { SegmentedControl } from "@/components/segmented-control";
import { ofDay, zoneName } from "@/lib/time";
import { useFirstInvalid } from "@/lib/use-first-invalid";

import { ModeBoxes } from "../shared/mode-boxes";
import { PlaceSelect } from "../shared/place-select";
import { TimePair } from "../shared/time-pair";
import { faultOf, fieldOf, type Entered, type EntryFault, type EntryField } from "../shared/leave/period";

interface LeaveFormProps {
  entered: Entered;
  zone: string;
  today: string;
  error: unknown;
  isPending: boolean;
  onChange: (change: Partial<Entered>) => void;
  onLook: () => void;
}

/** The form for leave or extra hours. `onLook` is called for an entry without faults, so that its effects can be shown before it is saved. */
export function LeaveForm({ entered, zone, today, error, isPending, onChange, onLook }: LeaveFormProps) {
  const [t, locale] = [useTranslations("practice.leave"), useLocale()];
  const [fault, setFault] = useState<EntryFault | null>(null);
  const [form, focusFault] = useFirstInvalid();
  const errorAt = (field: EntryField) => (fault && fieldOf(fault, entered) === field ? t(`faults.${fault}`) : undefined);
  const change = (some: Partial<Entered>) => {
    setFault(null);
    onChange(some);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = faultOf(entered, zone, Date.now());
    setFault(found);
    if (found) focusFault();
    else onLook();
  };
  const isLeave = entered.kind === "leave";
  return (
    <Card aria-labelledby="plan">
      <h2 id="plan" className="mb-4 text-xl">
        {t("add")}
      </h2>
      <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
        <SegmentedControl
          legend={t("kind")}
          name="kind"
          value={entered.kind}
          onChange={(kind) => change({ kind: kind as Entered["kind"], isWholeDays: kind === "leave" })}
          segments={(["leave", "extra_hours"] as const).map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <When entered={entered} today={today} onChange={change} errorAt={errorAt} />
        {isLeave ? null : <ModeBoxes error={errorAt("modes")} modes={entered.modes} onChange={(modes) => change({ modes })} />}
        <InputField
          label={t("note")}
          hint={t("noteHint")}
          maxLength={500}
          value={entered.note}
          onChange={(event) => change({ note: event.target.value })}
        />
        <PlaceSelect value={entered.clinic} isInPerson={!isLeave && entered.modes.includes("in_person")} onChange={(clinic) => change({ clinic })} />
        <p className="text-sm text-soft">{t("zone", { zone: zoneName(ofDay(today), locale, zone) })}</p>
        <ProblemBanner error={error} />
        <Button type="submit" isPending={isPending} className="justify-self-start">
          {isLeave ? t("look") : t("lookExtra")}
        </Button>
      </form>
    </Card>
  );
}

interface WhenProps extends Pick<LeaveFormProps, "entered" | "today" | "onChange"> {
  errorAt: (field: EntryField) => string | undefined;
}

function When({ entered, today, onChange, errorAt }: WhenProps) {
  const t = useTranslations("practice.leave");
  const { firstDay, lastDay, isWholeDays } = entered;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-3">
        <InputField
          label={t("firstDay")}
          type="date"
          min={today}
          error={errorAt("firstDay")}
          value={firstDay}
          onChange={({ target }) => onChange({ firstDay: target.value, ...(lastDay < target.value ? { lastDay: target.value } : {}) })}
        />
        <InputField
          label={t("lastDay")}
          type="date"
          min={firstDay}
          error={errorAt("lastDay")}
          value={lastDay}
          onChange={({ target }) => onChange({ lastDay: target.value })}
        />
      </div>
      {entered.kind === "leave" ? (
        <Checkbox label={t("wholeDays")} checked={isWholeDays} onChange={() => onChange({ isWholeDays: !isWholeDays })} />
      ) : null}
      {isWholeDays ? null : <TimePair error={errorAt("times")} value={entered} onChange={onChange} />}
    </div>
  );
}
