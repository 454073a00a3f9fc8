"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { Select } from "@/components/select";
import { useRouter } from "@/i18n/navigation";

import { People } from "./people";

interface DeskThereProps {
  clinicId: string;
  desk: readonly Schemas["DeskAccount"][];
  /** The enabled accounts of the role `desk` that have an e-mail address. */
  staff: readonly { id: string; email: string }[];
}

/** The accounts at the clinic's desk; each can be removed, and others of the role `desk` can be added. */
export function DeskThere({ clinicId, desk, staff }: DeskThereProps) {
  const t = useTranslations("clinics.desk");
  const router = useRouter();
  const others = staff.filter(({ id }) => desk.every((one) => one.id !== id));
  const [chosen, setChosen] = useState("");
  const params = (deskId: string) => ({ params: { path: { clinic_id: clinicId, desk_id: deskId } } });
  const add = useMutation({
    mutationFn: () => answer(api.PUT("/v1/clinics/{clinic_id}/desk/{desk_id}", params(chosen))),
    onSuccess: () => {
      setChosen("");
      router.refresh();
    },
  });
  return (
    <People
      title={t("title")}
      none={t("none")}
      people={desk.map(({ id, email, disabled }) => ({ id, name: email ?? id, about: disabled ? t("disabled") : "" }))}
      onDrop={(id) => answer(api.DELETE("/v1/clinics/{clinic_id}/desk/{desk_id}", params(id)))}
    >
      <ProblemBanner error={add.error} />
      {others.length === 0 ? (
        <p className="text-sm text-soft">{t("nobodyElse")}</p>
      ) : (
        <div className="flex flex-wrap items-end gap-3">
          <Select
            label={t("account")}
            value={chosen}
            choices={[{ value: "", label: t("choose") }, ...others.map(({ id, email }) => ({ value: id, label: email }))]}
            onChange={({ target }) => setChosen(target.value)}
            className="flex-1 basis-56"
          />
          <Button kind="secondary" isDisabled={!chosen} isPending={add.isPending} onPress={() => add.mutate()}>
            {t("add")}
          </Button>
        </div>
      )}
    </People>
  );
}
