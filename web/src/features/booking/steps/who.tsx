"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { FamilyForm, noEntry, type FamilyFormHandle, type Patient } from "@/components/family-form";
import { StepHeading } from "@/components/step-heading";
import { Announcer, Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { isAbout, useFaults } from "@/lib/use-faults";
import { becomeAccount, type Account } from "@/session/use-session";

import type { Draft } from "../draft";

export interface Told {
  patientId: string;
  reason: string;
  /** Whether the account's owner has just entered their name. */
  isRenamed: boolean;
}

interface WhoProps {
  account: Account;
  patients: readonly Patient[];
  draft: Draft;
  takesFocus: boolean;
  /**
   * Called at each change of an entry, so that the entry is stored at once: when the hold ends, this step disappears
   * with what only it knows.
   */
  onTyped: (typed: Partial<Pick<Draft, "name" | "reason" | "markedId" | "family">>) => void;
  onTold: (told: Told) => Promise<void>;
}

const REASON_MAX = 2000;

/**
 * The step in which the visitor chooses the patient and writes the reason. The owner's name is asked for only if the
 * account has none.
 */
export function Who({ account, patients, draft, takesFocus, onTyped, onTold }: WhoProps) {
  const t = useTranslations("booking.who");
  const queries = useQueryClient();
  const { name, reason, family } = draft;
  const patientId = patients.find(({ id }) => id === draft.markedId)?.id ?? draft.patientId ?? account.patient_id;
  const mark = (markedId: string) => onTyped({ markedId });
  const familyForm = useRef<FamilyFormHandle>(null);
  const [added, setAdded] = useState("");
  const { form, faults, find } = useFaults<"name">();
  const needsName = account.name === "";

  const telling = useMutation({
    mutationFn: async () => {
      const added = family ? await familyForm.current?.save() : undefined;
      if (family && !added) return; // the open form shows what is missing
      if (needsName) becomeAccount(await answer(api.PATCH("/v1/me", { body: { name: name.trim() } })));
      if (needsName) await queries.invalidateQueries({ queryKey: ["patients"] });
      await onTold({ patientId: added?.id ?? patientId, reason: reason.trim(), isRenamed: needsName });
    },
    onError: (error) => find(isAbout(error, "name") ? { name: t("errors.nameRefused") } : { form: t(isProblem(error) && error.status === 0 ? "errors.offline" : "errors.failed") }),
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (telling.isPending) return;
    if (!find({ name: needsName && !name.trim() ? t("errors.name") : undefined })) telling.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-6">
      <StepHeading takesFocus={takesFocus}>{t("title")}</StepHeading>
      {draft.isPatientGone ? <Banner tone="warning" isLive title={t("gone")} /> : null}
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      {needsName ? (
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          value={name}
          onChange={(text) => onTyped({ name: text })}
          maxLength={120}
          autoComplete="name"
          error={faults.name}
          isRequired
        />
      ) : null}
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-semibold">{t("legend")}</legend>
        {patients.map((patient) => (
          <PatientChoice
            key={patient.id}
            patient={patient}
            isChosen={patient.id === patientId}
            onChoose={() => mark(patient.id)}
          />
        ))}
      </fieldset>
      {family ? (
        <div className="rounded-md border border-line p-4">
          <FamilyForm
            ref={familyForm}
            begun={family}
            onTyped={(entry) => onTyped({ family: entry })}
            onSaved={(patient) => {
              onTyped({ family: null, markedId: patient.id });
              setAdded(t("added", { name: patient.name }));
            }}
            onCancel={() => onTyped({ family: null })}
          />
        </div>
      ) : (
        <Button kind="secondary" className="justify-self-start" onPress={() => onTyped({ family: noEntry })}>
          <Plus aria-hidden size={18} />
          {t("add")}
        </Button>
      )}
      <Announcer>{added}</Announcer>
      <TextField label={t("reason")} hint={t("reasonHint")} rows={4} maxLength={REASON_MAX} value={reason} onChange={(text) => onTyped({ reason: text })} />
      <Button type="submit" isPending={telling.isPending} className="justify-self-start max-sm:w-full">
        {t("continue")}
      </Button>
    </form>
  );
}

function PatientChoice({ patient, isChosen, onChoose }: { patient: Patient; isChosen: boolean; onChoose: () => void }) {
  const t = useTranslations("booking.who");
  const family = useTranslations("family.relations");
  const isSelf = patient.relation === "self";
  const id = `patient-${patient.id}`;
  const more = isSelf ? patient.name : family(patient.relation as "child");
  return (
    <label
      htmlFor={id}
      className="flex min-h-tap cursor-pointer items-center gap-3 rounded-md border border-edge bg-surface px-4 py-2.5 hover:border-ink has-checked:border-neem has-checked:bg-neem-tint has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-neem"
    >
      <input type="radio" id={id} name="patient" checked={isChosen} onChange={onChoose} className="size-5 shrink-0 accent-[var(--neem)]" />
      <span>
        <span className="font-semibold">{isSelf ? t("self") : patient.name}</span>
        {more ? <span className="text-soft"> · {more}</span> : null}
      </span>
    </label>
  );
}
