"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useImperativeHandle, useState, type Ref } from "react";

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

/** The form's values as they were typed; `birthDate` is `YYYY-MM-DD`, and a value is empty until it is entered. */
export interface FamilyEntry {
  name: string;
  relation: string;
  birthDate: string;
  gender: string;
}

export const noEntry: FamilyEntry = { name: "", relation: "", birthDate: "", gender: "" };

/**
 * For a surrounding form: `save` saves the entry and gives the patient. It gives null if the entry is incomplete or was
 * refused; the form then shows why.
 */
export interface FamilyFormHandle {
  save: () => Promise<Patient | null>;
}

interface FamilyFormProps {
  ref?: Ref<FamilyFormHandle>;
  /** The patient to correct; without one a patient is added. */
  patient?: Patient;
  /** The values with which the form of a new patient begins, such as those that were typed before a reload. */
  begun?: FamilyEntry;
  onTyped?: (entry: FamilyEntry) => void;
  onSaved: (patient: Patient) => void;
  onCancel?: () => void;
}

/** Adds or corrects a family member. It is no `<form>`, because it is also used within other forms. */
export function FamilyForm({ ref, patient, begun = noEntry, onTyped, onSaved, onCancel }: FamilyFormProps) {
  const t = useTranslations("family");
  const queries = useQueryClient();
  const [entry, setEntry] = useState(() => (patient ? entryOf(patient) : begun));
  const { name, relation, birthDate, gender } = entry;
  const put = (some: Partial<FamilyEntry>) => {
    const next = { ...entry, ...some };
    setEntry(next);
    onTyped?.(next);
  };
  const { form, faults, find } = useFaults<(typeof fields)[number], HTMLDivElement>();
  const isOwner = patient?.relation === "self";
  const saving = useMutation({
    mutationFn: (body: Schemas["NewPatient"]) => {
      if (!patient) return answer(api.POST("/v1/me/patients", { body }));
      const { relation: changed, ...others } = body;
      return answer(
        api.PATCH("/v1/me/patients/{patient_id}", {
          params: { path: { patient_id: patient.id } },
          body: isOwner ? others : { ...others, relation: changed },
        }),
      );
    },
    onSuccess: (saved) => {
      queries.setQueryData<Schemas["PatientsView"]>(patientsKey, (known) => known && { items: [...known.items.filter(({ id }) => id !== saved.id), saved] });
      void queries.invalidateQueries({ queryKey: patientsKey });
      onSaved(saved);
    },
    onError: (error) => find(faultsOf(error)),
  });

  function faultsOf(error: Error): Faults<(typeof fields)[number]> {
    const told = fields.filter((field) => isAbout(error, field));
    return told.length > 0 ? Object.fromEntries(told.map((field) => [field, t(`errors.${field === "name" ? "nameRefused" : field}`)])) : { form: t("errors.failed") };
  }

  async function save(): Promise<Patient | null> {
    const isFaulty = find({
      name: name.trim() ? undefined : t("errors.name"),
      relation: relation ? undefined : t("errors.relation"),
    });
    if (isFaulty) return null;
    const body = {
      name: name.trim(),
      relation: relation as (typeof relations)[number],
      birth_date: birthDate || null,
      gender: (gender || null) as (typeof genders)[number] | null,
    };
    return saving.mutateAsync(body).catch(() => null); // the form shows the refusal
  }

  useImperativeHandle(ref, () => ({ save }));
  const submit = () => void save();

  /** Handles the Enter key, which adds the person and must not submit the surrounding form. */
  function onEnter(event: { key: string; preventDefault: () => void }) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    submit();
  }

  return (
    <div ref={form} role="group" aria-label={t(patient ? "edit" : "title")} className="grid gap-4">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <TextField label={t("name")} value={name} onChange={(text) => put({ name: text })} maxLength={120} error={faults.name} autoComplete="off" isRequired onKeyDown={onEnter} />
      {isOwner ? null : (
        <Select
          label={t("relation")}
          value={relation}
          onChange={(event) => put({ relation: event.target.value })}
          error={faults.relation}
          choices={[
            { value: "", label: t("choose") },
            ...relations.map((value) => ({ value, label: t(`relations.${value}`) })),
          ]}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField type="date" label={t("birthDate")} value={birthDate} onChange={(day) => put({ birthDate: day })} error={faults.birth_date} onKeyDown={onEnter} />
        <Select
          label={t("gender")}
          value={gender}
          error={faults.gender}
          onChange={(event) => put({ gender: event.target.value })}
          choices={[
            { value: "", label: t("notSaid") },
            ...genders.map((value) => ({ value, label: t(`genders.${value}`) })),
          ]}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button kind="secondary" isPending={saving.isPending} onPress={submit}>
          {t(patient ? "save" : "add")}
        </Button>
        {onCancel ? (
          <Button kind="quiet" onPress={onCancel}>
            {t(patient ? "keep" : "cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function entryOf({ name, relation, birth_date, gender }: Patient): FamilyEntry {
  return { name, relation, birthDate: birth_date ?? "", gender: gender ?? "" };
}
