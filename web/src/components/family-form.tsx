"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isAbout, useFaults, type Faults } from "@/lib/use-faults";

import { Button } from "./button";
import { Select } from "./select";
import { Banner } from "./status";
import { TextField } from "./text-field";

export type Patient = Schemas["amrutam__accounts__schemas__PatientView"];
export const patientsKey = ["patients"] as const;

const fields = ["name", "relation", "birth_date", "gender"] as const;
const relations = ["spouse", "child", "parent", "other"] as const;
const genders = ["female", "male", "other"] as const;

interface FamilyFormProps {
  onAdded: (patient: Patient) => void;
  onCancel?: () => void;
}

/** Adds somebody that the account holder cares for. It is no `<form>`: it stands in the forms of others too. */
export function FamilyForm({ onAdded, onCancel }: FamilyFormProps) {
  const t = useTranslations("family");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [relation, setRelation] = useState("");
  const [birthDate, setBirthDate] = useState("");
  const [gender, setGender] = useState("");
  const { form, faults, find } = useFaults<(typeof fields)[number], HTMLDivElement>();
  const adding = useMutation({
    mutationFn: (body: Schemas["NewPatient"]) => answer(api.POST("/v1/me/patients", { body })),
    onSuccess: (patient) => {
      void queries.invalidateQueries({ queryKey: patientsKey });
      onAdded(patient);
    },
    onError: (error) => find(faultsOf(error)),
  });

  function faultsOf(error: Error): Faults<(typeof fields)[number]> {
    const told = fields.filter((field) => isAbout(error, field));
    return told.length > 0 ? Object.fromEntries(told.map((field) => [field, t(`errors.${field}`)])) : { form: t("errors.failed") };
  }

  function submit() {
    const isFaulty = find({
      name: name.trim() ? undefined : t("errors.name"),
      relation: relation ? undefined : t("errors.relation"),
    });
    if (isFaulty) return;
    adding.mutate({
      name: name.trim(),
      relation: relation as (typeof relations)[number],
      ...(birthDate && { birth_date: birthDate }),
      ...(gender && { gender: gender as (typeof genders)[number] }),
    });
  }

  /** Enter adds the person, and does not send the form around. */
  function onEnter(event: { key: string; preventDefault: () => void }) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    submit();
  }

  return (
    <div ref={form} role="group" aria-label={t("title")} className="grid gap-4">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <TextField label={t("name")} value={name} onChange={setName} maxLength={120} error={faults.name} autoComplete="off" isRequired onKeyDown={onEnter} />
      <Select
          label={t("relation")}
          value={relation}
          onChange={(event) => setRelation(event.target.value)}
          error={faults.relation}
          choices={[
            { value: "", label: t("choose") },
            ...relations.map((value) => ({ value, label: t(`relations.${value}`) })),
          ]}
        />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField type="date" label={t("birthDate")} value={birthDate} onChange={setBirthDate} error={faults.birth_date} onKeyDown={onEnter} />
        <Select
          label={t("gender")}
          value={gender}
          error={faults.gender}
          onChange={(event) => setGender(event.target.value)}
          choices={[
            { value: "", label: t("notSaid") },
            ...genders.map((value) => ({ value, label: t(`genders.${value}`) })),
          ]}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button kind="secondary" isPending={adding.isPending} onPress={submit}>
          {t("add")}
        </Button>
        {onCancel ? (
          <Button kind="quiet" onPress={onCancel}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
