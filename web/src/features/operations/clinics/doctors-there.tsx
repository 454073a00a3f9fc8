"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";
import { useRouter } from "@/i18n/navigation";

import { DoctorChoice } from "../doctor-choice";
import { NameSearch } from "../name-search";

import { People } from "./people";

/** The doctors who work at the clinic, so that their weekly hours can contain visits there. Doctors can be added by name and removed. */
export function DoctorsThere({ clinicId, doctors }: { clinicId: string; doctors: readonly Schemas["ClinicDoctor"][] }) {
  const t = useTranslations("clinics.doctors");
  const router = useRouter();
  const params = (doctorId: string) => ({ params: { path: { clinic_id: clinicId, doctor_id: doctorId } } });
  const add = useMutation({
    mutationFn: (id: string) => answer(api.PUT("/v1/clinics/{clinic_id}/doctors/{doctor_id}", params(id))),
    onSuccess: () => router.refresh(),
  });
  return (
    <People
      title={t("title")}
      none={t("none")}
      people={doctors.map(({ id, name, specialization }) => ({ id, name, about: specialization }))}
      onDrop={(id) => answer(api.DELETE("/v1/clinics/{clinic_id}/doctors/{doctor_id}", params(id)))}
    >
      <ProblemBanner error={add.error} />
      <NameSearch label={<InputField label={t("search")} name="words" type="search" maxLength={100} className="flex-1 basis-56" />} submit={t("submit")}>
        {(name) => <DoctorChoice name={name} onChoose={({ id }) => add.mutate(id)} />}
      </NameSearch>
    </People>
  );
}
