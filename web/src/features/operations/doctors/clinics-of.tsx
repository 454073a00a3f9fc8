"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ButtonLink, Link } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { Select } from "@/components/select";
import { useRouter } from "@/i18n/navigation";
import { placeWords } from "@/lib/clinics";

interface ClinicsOfProps {
  doctor: Schemas["DoctorAnswer"];
  /** The open clinics, without doctors' practices. */
  clinics: readonly Schemas["ClinicAnswer"][];
}

/** The clinics at which the doctor works, so that the doctor's weekly hours can contain visits there. Clinics can be added and removed. */
export function ClinicsOf({ doctor, clinics }: ClinicsOfProps) {
  const t = useTranslations("operations.doctorClinics");
  const router = useRouter();
  const [chosen, setChosen] = useState("");
  const others = clinics.filter(({ id }) => doctor.clinics.every((one) => one.id !== id));
  const params = (clinicId: string) => ({ params: { path: { clinic_id: clinicId, doctor_id: doctor.id } } });
  const onSuccess = () => {
    setChosen("");
    router.refresh();
  };
  const add = useMutation({ mutationFn: () => answer(api.PUT("/v1/clinics/{clinic_id}/doctors/{doctor_id}", params(chosen))), onSuccess });
  const drop = useMutation({ mutationFn: (id: string) => answer(api.DELETE("/v1/clinics/{clinic_id}/doctors/{doctor_id}", params(id))), onSuccess });
  return (
    <Card id="clinics" aria-labelledby="clinics-title" className="grid scroll-mt-24 gap-3">
      <h2 id="clinics-title" className="text-lg">
        {t("title")}
      </h2>
      <ul>
        {doctor.clinics.map((clinic) => (
          <li key={clinic.id} className="flex flex-wrap items-center gap-x-4 border-t border-line py-1">
            {clinic.id === doctor.id ? (
              <p className="min-w-0 flex-1 basis-56 py-2">
                <span className="block font-semibold">{t("own")}</span>
                <span className="text-sm text-soft">{placeWords({ ...clinic, name: "" }, "") || clinic.city}</span>
              </p>
            ) : (
              <>
                <p className="min-w-0 flex-1 basis-56">
                  <Link href={`/operations/clinics/${clinic.id}`} className="inline-flex min-h-tap items-center font-semibold text-neem underline underline-offset-4">
                    {clinic.name}
                  </Link>
                  <span className="block text-sm text-soft">{clinic.city}</span>
                </p>
                <Button kind="quiet" aria-label={t("dropOf", { name: clinic.name })} isPending={drop.isPending && drop.variables === clinic.id} onPress={() => drop.mutate(clinic.id)}>
                  {t("drop")}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <ProblemBanner error={drop.error ?? add.error} />
      {others.length === 0 ? (
        <ButtonLink kind="quiet" href="/operations/clinics" className="justify-self-start">
          {t("toClinics")}
        </ButtonLink>
      ) : (
        <div className="flex flex-wrap items-end gap-3">
          <Select
            label={t("clinic")}
            value={chosen}
            choices={[{ value: "", label: t("choose") }, ...others.map(({ id, name, city }) => ({ value: id, label: `${name}, ${city}` }))]}
            onChange={({ target }) => setChosen(target.value)}
            className="flex-1 basis-56"
          />
          <Button kind="secondary" isDisabled={!chosen} isPending={add.isPending} onPress={() => add.mutate()}>
            {t("add")}
          </Button>
        </div>
      )}
    </Card>
  );
}
