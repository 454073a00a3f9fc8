"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { isAbout, useFaults } from "@/lib/use-faults";

import { PatientChoices } from "./patient-choices";
import type { Patient } from "./types";

interface NewPatientProps {
  clinicId: string;
  /** The search text: a telephone number or a name. */
  typed: string;
  onChoose: (patient: Patient) => void;
  onBack: () => void;
}

/** Registers a patient by name and telephone number. If a patient with this number exists, asks whether the caller is this patient. */
export function NewPatient({ clinicId, typed, onChoose, onBack }: NewPatientProps) {
  const [t, refused] = [useTranslations("desk.find"), useTranslations("errors.call")];
  const isNumber = /^[+\d][\d\s()./-]*$/.test(typed);
  const [name, setName] = useState(isNumber ? "" : typed);
  const [phone, setPhone] = useState(isNumber ? typed : "");
  const { form, faults, find } = useFaults<"name" | "phone">();
  const register = useMutation({
    mutationFn: (another: boolean) => {
      const body = { name: name.trim(), phone: phone.trim(), another_person: another };
      return answer(api.POST("/v1/clinics/{clinic_id}/patients", { params: { path: { clinic_id: clinicId } }, body }));
    },
    onSuccess: onChoose,
    onError: (error) => {
      find({ phone: isAbout(error, "phone") ? t("badPhone") : undefined, name: isAbout(error, "name") ? refused("nameRefused") : undefined });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (find({ name: name.trim() ? undefined : t("noName"), phone: phone.trim() ? undefined : t("badPhone") })) return;
    register.mutate(false);
  };
  const same = isProblem(register.error, "phone-known") ? (register.error.extra.patients as Patient[]) : null;
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-4">
      <InputField label={t("name")} value={name} error={faults.name} autoFocus={isNumber} maxLength={120} onChange={({ target }) => setName(target.value)} />
      <InputField label={t("phone")} type="tel" value={phone} error={faults.phone} autoFocus={!isNumber} maxLength={40} onChange={({ target }) => setPhone(target.value)} />
      {same ? (
        <>
          <Banner tone="warning" isLive title={t("same")} />
          <PatientChoices patients={same} onChoose={onChoose} />
          <Button kind="secondary" isPending={register.isPending} onPress={() => register.mutate(true)}>
            {t("another", { name: name.trim() })}
          </Button>
        </>
      ) : (
        <>
          {faults.phone || faults.name ? null : <ProblemBanner error={register.error} />}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" isPending={register.isPending}>
              {t("save")}
            </Button>
            <Button kind="quiet" onPress={onBack}>
              {t("back")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
