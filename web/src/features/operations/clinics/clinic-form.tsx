"use client";

import { useTranslations } from "next-intl";
import type { SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import type { Entry } from "@/api/reference";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ChangedFields } from "@/components/changed-fields";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";
import { Select } from "@/components/select";
import { useToast } from "@/components/toast";
import { ZoneField } from "@/components/zone-field";
import { useRouter } from "@/i18n/navigation";
import { isSame } from "@/lib/edits";
import { useEdits } from "@/lib/use-edits";
import { useFaults } from "@/lib/use-faults";
import { useRepeatable } from "@/lib/use-repeatable";

import { bodyOf, clinicFaults, draftOf, ifMatch, type ClinicDraft } from "./draft";
import { LanguageBoxes, type Language } from "../language-boxes";

interface ClinicFormProps {
  /** The clinic to change; absent for a new one. */
  clinic?: Schemas["ClinicAnswer"];
  /** The ETag of the shown clinic. */
  tag?: string | null;
  cities: readonly Entry[];
  languages: readonly Language[];
}

interface Saved {
  body: ReturnType<typeof bodyOf>;
  tag: string | null | undefined;
}

/** The form for the facts of a clinic, all of which are public. */
export function ClinicForm({ clinic, tag, cities, languages }: ClinicFormProps) {
  const t = useTranslations("clinics.form");
  const [router, say] = [useRouter(), useToast()];
  const { form, faults, find } = useFaults<"latitude" | "longitude">();
  const { draft, put, changed, saved } = useEdits(draftOf(clinic));
  const path = clinic && { clinic_id: clinic.id };
  const save = useRepeatable({
    entries: ({ body }: Saved) => body,
    send: ({ body, tag: shown }) =>
      path ? answer(api.PATCH("/v1/clinics/{clinic_id}", { params: { path, header: ifMatch(shown) }, body })) : answer(api.POST("/v1/clinics", { body })),
    done: async ({ body }) => {
      const now = path && (await answer(api.GET("/v1/clinics/{clinic_id}", { params: { path }, cache: "no-store" })));
      return now && isSame(bodyOf(draftOf(now)), body) ? now : null;
    },
    tries: 1,
    onSuccess: (written) => {
      const { id, name } = written;
      saved(draftOf(written));
      say(t("saved", { name }));
      if (clinic) router.refresh();
      else router.push(`/operations/clinics/${id}`);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!find(Object.fromEntries(clinicFaults(draft).map((field) => [field, t(`faults.${field}`)])))) save.mutate({ body: bodyOf(draft), tag });
  };
  const field = (name: Exclude<keyof ClinicDraft, "city" | "languages" | "zone">, more: { hint?: string; type?: string; maxLength?: number; inputMode?: "decimal" } = {}) => (
    <InputField
      label={t(name)}
      value={draft[name]}
      error={name === "latitude" || name === "longitude" ? faults[name] : undefined}
      onChange={({ target }) => put({ [name]: target.value })}
      {...more}
    />
  );
  return (
    <Card>
      <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-4">
        {field("name", { maxLength: 120 })}
        {field("address", { maxLength: 300 })}
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t("city")}
            value={draft.city}
            choices={[{ value: "", label: t("choose") }, ...cities.map(({ slug, label }) => ({ value: slug, label }))]}
            onChange={({ target }) => put({ city: target.value })}
          />
          {field("phone", { type: "tel", maxLength: 40 })}
          {field("latitude", { inputMode: "decimal", hint: t("placeHint") })}
          {field("longitude", { inputMode: "decimal" })}
          <ZoneField label={t("zone")} value={draft.zone} onChange={(zone) => put({ zone })} />
        </div>
        <LanguageBoxes label={t("languages")} languages={languages} chosen={draft.languages} onChange={(chosen) => put({ languages: chosen })} />
        <ProblemBanner error={save.error} isUnsure={save.isUnsure && clinic !== undefined} />
        <ChangedFields error={save.error} labels={changed.map((name) => t(name))} />
        <Button type="submit" isPending={save.isPending} isDisabled={!draft.name.trim() || !draft.city} className="justify-self-start">
          {t(clinic ? "save" : "add")}
        </Button>
      </form>
    </Card>
  );
}
