"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

import { Button } from "./button";
import { ErrorSummary, type FieldError } from "./error-summary";
import { Select } from "./select";
import { Banner } from "./status";
import { TextField } from "./text-field";

export type Patient = Schemas["amrutam__accounts__schemas__PatientView"];
export const patientsKey = ["patients"] as const;

const relations = ["spouse", "child", "parent", "other"] as const;
const genders = ["female", "male", "other"] as const;

interface FamilyFormProps {
  onAdded: (patient: Patient) => void;
  onCancel?: () => void;
}

/** Adds somebody that the account holder cares for. It is no `<form>`: it stands in the forms of others too. */
export function FamilyForm({ onAdded, onCancel }: FamilyFormProps) {
  const t = useTranslations("family");
  const id = useId();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [relation, setRelation] = useState("");
  const [birthDate, setBirthDate] = useState("");
  const [gender, setGender] = useState("");
  const [errors, setErrors] = useState<FieldError[]>([]);
  const adding = useMutation({
    mutationFn: (body: Schemas["NewPatient"]) => answer(api.POST("/v1/me/patients", { body })),
    onSuccess: (patient) => {
      void queries.invalidateQueries({ queryKey: patientsKey });
      onAdded(patient);
    },
    onError: (error) => setErrors(asFieldErrors(error)),
  });
  const ids = { name: `${id}name`, relation: `${id}relation`, birth_date: `${id}birth`, gender: `${id}gender` };

  function asFieldErrors(error: Error): FieldError[] {
    const known = isProblem(error) ? error.errors : [];
    const told = (["name", "relation", "birth_date", "gender"] as const)
      .filter((field) => known.some(({ pointer }) => pointer.endsWith(`/${field}`)))
      .map((field) => ({ field: ids[field], text: t(`errors.${field}`) }));
    return told;
  }

  function submit() {
    const missing = [
      ...(name.trim() ? [] : [{ field: ids.name, text: t("errors.name") }]),
      ...(relation ? [] : [{ field: ids.relation, text: t("errors.relation") }]),
    ];
    setErrors(missing);
    if (missing.length > 0) return;
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

  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text;
  return (
    <div role="group" aria-label={t("title")} className="grid gap-4">
      <ErrorSummary title={t("errors.title")} errors={errors} />
      {adding.isError && errors.length === 0 ? <Banner tone="bad" isLive title={t("errors.failed")} /> : null}
      <TextField id={ids.name} label={t("name")} value={name} onChange={setName} maxLength={120} error={errorOf(ids.name)} autoComplete="off" isRequired onKeyDown={onEnter} />
      <Select
          id={ids.relation}
          label={t("relation")}
          value={relation}
          onChange={(event) => setRelation(event.target.value)}
          error={errorOf(ids.relation)}
          choices={[
            { value: "", label: t("choose") },
            ...relations.map((value) => ({ value, label: t(`relations.${value}`) })),
          ]}
        />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField id={ids.birth_date} type="date" label={t("birthDate")} value={birthDate} onChange={setBirthDate} error={errorOf(ids.birth_date)} onKeyDown={onEnter} />
        <Select
          id={ids.gender}
          label={t("gender")}
          value={gender}
          error={errorOf(ids.gender)}
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
