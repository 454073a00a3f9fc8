"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";

import { NewPatient } from "./new-patient";
import { PatientChoices } from "./patient-choices";
import type { Patient } from "./types";
import { useSettled } from "./use-settled";

const LEAST = 2;

interface FinderProps {
  clinicId: string;
  onChoose: (patient: Patient) => void;
}

/** Finds a patient of the clinic while the text is typed, or registers a new one. */
export function PatientFinder({ clinicId, onChoose }: FinderProps) {
  const t = useTranslations("desk.find");
  const [text, setText] = useState("");
  const [isNew, setNew] = useState(false);
  const asked = useSettled(text.trim(), 250);
  const found = useQuery({
    queryKey: ["patients", clinicId, asked],
    queryFn: () => answer(api.GET("/v1/clinics/{clinic_id}/patients", { params: { path: { clinic_id: clinicId }, query: { q: asked } } })),
    enabled: asked.length >= LEAST,
    placeholderData: keepPreviousData,
  });
  if (isNew) return <NewPatient clinicId={clinicId} typed={text.trim()} onChoose={onChoose} onBack={() => setNew(false)} />;
  const items = asked.length >= LEAST ? found.data?.items : undefined;
  return (
    <div className="grid gap-3">
      <InputField label={t("label")} hint={t("hint")} type="search" autoComplete="off" autoFocus maxLength={100} value={text} onChange={({ target }) => setText(target.value)} />
      <ProblemBanner error={found.error} />
      <p role="status" className="text-sm text-soft">
        {items ? (items.length ? t("found", { count: items.length }) : t("none")) : ""}
      </p>
      {items?.length ? <PatientChoices patients={items} onChoose={onChoose} /> : null}
      <Button kind={items?.length === 0 ? "primary" : "secondary"} onPress={() => setNew(true)} className="justify-self-start">
        {t("register")}
      </Button>
    </div>
  );
}
