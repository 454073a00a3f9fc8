"use client";

import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { InputField } from "@/components/input-field";
import { SegmentedControl } from "@/components/segmented-control";
import { Select } from "@/components/select";

import { AppointmentResults } from "./appointment-results";
import { DoctorChoice } from "./doctor-choice";
import { asReference, STATUSES, type Question, type Way } from "./question";

const WAYS: readonly Way[] = ["reference", "email", "doctor"];

interface Doctor {
  id: string;
  name: string;
}

/** Searches by booking reference, e-mail or doctor. The search text is not in the URL, because it may name a person. */
export function AppointmentSearch({ doctor: initial }: { doctor: Doctor | null }) {
  const t = useTranslations("operations.search");
  const [way, setWay] = useState<Way>(initial ? "doctor" : "reference");
  const [text, setText] = useState(initial?.name ?? "");
  const [doctorName, setDoctorName] = useState<string | null>(null);
  const [limits, setLimits] = useState<Pick<Question, "status" | "from" | "to">>({});
  const [question, setQuestion] = useState<Question | null>(initial ? { doctor_id: initial.id } : null);

  const change = (next: Way) => {
    setWay(next);
    setText("");
    setQuestion(null);
    setDoctorName(null);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (!said) return;
    setDoctorName(way === "doctor" ? said : null);
    if (way === "doctor") setQuestion(null);
    else setQuestion(way === "email" ? { email: said } : { reference: asReference(said) });
  };
  return (
    <div className="grid gap-6">
      <Card aria-label={t("label")}>
        <form role="search" onSubmit={submit} className="grid gap-4">
          <SegmentedControl
            legend={t("by")}
            name="by"
            value={way}
            onChange={(value) => change(value as Way)}
            segments={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))}
          />
          <div className="flex flex-wrap items-end gap-3">
            <InputField
              key={way}
              label={t(`fields.${way}`)}
              type={way === "email" ? "email" : "text"}
              autoComplete="off"
              required
              maxLength={way === "reference" ? 32 : 254}
              value={text}
              onChange={({ target }) => setText(target.value)}
              className="flex-1 basis-64"
            />
            <Button type="submit">{t("find")}</Button>
          </div>
          <Limits limits={limits} onChange={setLimits} />
        </form>
      </Card>
      {doctorName ? (
        <DoctorChoice
          name={doctorName}
          onChoose={(chosen) => {
            setDoctorName(null);
            setText(chosen.name);
            setQuestion({ doctor_id: chosen.id });
          }}
        />
      ) : null}
      {question ? <AppointmentResults question={{ ...question, ...limits }} /> : null}
    </div>
  );
}

type LimitsValue = Pick<Question, "status" | "from" | "to">;

function Limits({ limits, onChange }: { limits: LimitsValue; onChange: (limits: LimitsValue) => void }) {
  const t = useTranslations("operations");
  const put = (name: keyof LimitsValue, value: string) =>
    onChange(Object.fromEntries(Object.entries({ ...limits, [name]: value }).filter(([, each]) => each)));
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Select
        label={t("search.status")}
        value={limits.status ?? ""}
        choices={[
          { value: "", label: t("search.anyStatus") },
          ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
        onChange={({ target }) => put("status", target.value)}
      />
      <InputField label={t("search.from")} type="date" value={limits.from ?? ""} onChange={({ target }) => put("from", target.value)} />
      <InputField label={t("search.to")} type="date" value={limits.to ?? ""} onChange={({ target }) => put("to", target.value)} />
    </div>
  );
}
