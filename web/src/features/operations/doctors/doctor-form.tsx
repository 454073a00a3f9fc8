"use client";

import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import type { Entry } from "@/api/reference";
import { isProblem } from "@/api/problem";
import { isUncertain } from "@/api/repeating";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ChangedFields } from "@/components/changed-fields";
import { Checkbox } from "@/components/checkbox";
import { FieldFault } from "@/components/field-fault";
import { InputField } from "@/components/input-field";
import { NumberField } from "@/components/number-field";
import { Select } from "@/components/select";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { ZoneField } from "@/components/zone-field";
import { useRouter } from "@/i18n/navigation";
import { isSame } from "@/lib/edits";
import { MODES } from "@/lib/modes";
import { useEdits } from "@/lib/use-edits";
import { useFaults } from "@/lib/use-faults";
import { useRepeatable } from "@/lib/use-repeatable";

import { LanguageBoxes, type Language } from "../language-boxes";
import { doctorBodyOf, doctorDraftOf, missing, newDoctorOf, type DoctorDraft, type DoctorField, type FirstVisit } from "./draft";

interface DoctorFormProps {
  /** The doctor to change; absent for a new one. */
  doctor?: Schemas["DoctorAnswer"];
  /** The ETag of the shown doctor. */
  tag?: string | null;
  specializations: readonly Entry[];
  cities: readonly Entry[];
  languages: readonly Language[];
}

interface Saved {
  draft: DoctorDraft;
  visit: FirstVisit;
  tag: string | null | undefined;
}

/** The form for the data of a doctor that administrators check; for a new doctor also a first consultation type. */
export function DoctorForm({ doctor, tag, specializations, cities, languages }: DoctorFormProps) {
  const [t, words] = [useTranslations("operations.doctorForm"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const { form, faults, find } = useFaults<DoctorField>();
  const { draft, put, changed, saved } = useEdits(doctorDraftOf(doctor));
  const [visit, setVisit] = useState<FirstVisit>({ name: t("firstVisit"), minutes: 30, fee: "", modes: MODES });
  const path = doctor && { doctor_id: doctor.id };
  const save = useRepeatable({
    entries: (saved: Saved) => [saved.draft, saved.visit],
    send: ({ draft: entered, visit: first, tag: shown }) => {
      if (!path) return answer(api.POST("/v1/doctors", { body: newDoctorOf(entered, first) }));
      return answer(api.PATCH("/v1/doctors/{doctor_id}", { params: { path, header: shown ? { "if-match": shown } : {} }, body: doctorBodyOf(entered) }));
    },
    done: async ({ draft: entered }) => {
      const now = path && (await answer(api.GET("/v1/doctors/{doctor_id}", { params: { path }, cache: "no-store" })));
      return now && isSame(doctorBodyOf(doctorDraftOf(now)), doctorBodyOf(entered)) ? now : null;
    },
    tries: 1,
    onError: (error) =>
      find(isProblem(error, "registration-taken") ? { registration: t("taken") } : { form: words(error, doctor !== undefined && isUncertain(error)) }),
    onSuccess: (written) => {
      const { id, name } = written;
      find({});
      saved(doctorDraftOf(written));
      say(t("saved", { name }));
      if (doctor) router.refresh();
      else router.push(`/operations/doctors/${id}`);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wrong = missing(draft, doctor ? null : visit);
    if (!find(Object.fromEntries(wrong.map((field) => [field, t(`faults.${field}`)])))) save.mutate({ draft, visit, tag });
  };
  const choices = (entries: readonly Entry[]) => [{ value: "", label: t("choose") }, ...entries.map(({ slug, label }) => ({ value: slug, label }))];
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-6">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <ChangedFields error={save.error} labels={changed.map((name) => t(name))} />
      <Card className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <InputField label={t("name")} hint={t("nameHint")} maxLength={120} value={draft.name} error={faults.name} onChange={({ target }) => put({ name: target.value })} />
          <InputField
            label={t("registration")}
            hint={t("registrationHint")}
            maxLength={40}
            value={draft.registration}
            error={faults.registration}
            onChange={({ target }) => put({ registration: target.value })}
          />
          <Select
            label={t("specialization")}
            value={draft.specialization}
            error={faults.specialization}
            choices={choices(specializations)}
            onChange={({ target }) => put({ specialization: target.value })}
          />
          <NumberField label={t("years")} min={0} max={80} value={draft.years} error={faults.years} onChange={(years) => put({ years })} />
          <Select
            label={t("gender")}
            value={draft.gender}
            choices={(["female", "male", "other"] as const).map((value) => ({ value, label: t(`genders.${value}`) }))}
            onChange={({ target }) => put({ gender: target.value as typeof draft.gender })}
          />
          <Select label={t("city")} value={draft.city} error={faults.city} choices={choices(cities)} onChange={({ target }) => put({ city: target.value })} />
        </div>
        <InputField label={t("address")} hint={t("addressHint")} maxLength={300} value={draft.address} onChange={({ target }) => put({ address: target.value })} />
        <div>
          <LanguageBoxes label={t("languages")} languages={languages} chosen={draft.languages} onChange={(chosen) => put({ languages: chosen })} />
          <FieldFault id="languages-fault">{faults.languages}</FieldFault>
        </div>
        <InputField
          label={t("meetingUrl")}
          hint={t("meetingUrlHint")}
          type="url"
          maxLength={500}
          value={draft.meetingUrl}
          error={faults.meetingUrl}
          onChange={({ target }) => put({ meetingUrl: target.value })}
        />
        <TextField label={t("bio")} hint={t("bioHint")} rows={4} maxLength={4000} value={draft.bio} onChange={(bio) => put({ bio })} />
        <ZoneField label={t("zone")} value={draft.zone} onChange={(zone) => put({ zone })} />
      </Card>
      {doctor ? null : <Visit visit={visit} faults={faults} onChange={setVisit} />}
      <Button type="submit" isPending={save.isPending} className="justify-self-start">
        {t(doctor ? "save" : "add")}
      </Button>
    </form>
  );
}

interface VisitProps {
  visit: FirstVisit;
  faults: Partial<Record<DoctorField, string | undefined>>;
  onChange: (visit: FirstVisit) => void;
}

function Visit({ visit, faults, onChange }: VisitProps) {
  const [t, names] = [useTranslations("operations.doctorForm"), useTranslations("common.mode")];
  const put = (some: Partial<FirstVisit>) => onChange({ ...visit, ...some });
  const { modes } = visit;
  return (
    <Card aria-labelledby="first" className="grid gap-4">
      <div>
        <h2 id="first" className="text-lg">
          {t("first")}
        </h2>
        <p className="text-sm text-soft">{t("firstText")}</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <InputField label={t("visit")} maxLength={120} value={visit.name} error={faults.visit} onChange={({ target }) => put({ name: target.value })} />
        <NumberField label={t("minutes")} min={5} max={480} step={5} value={visit.minutes} error={faults.minutes} onChange={(minutes) => put({ minutes })} />
        <InputField label={t("fee")} inputMode="decimal" maxLength={12} value={visit.fee} error={faults.fee} onChange={({ target }) => put({ fee: target.value })} />
      </div>
      <div>
        <div role="group" aria-label={t("modes")} className="flex flex-wrap gap-x-5">
          {MODES.map((mode) => (
            <Checkbox
              key={mode}
              label={names(mode)}
              checked={modes.includes(mode)}
              onChange={() => put({ modes: modes.includes(mode) ? modes.filter((each) => each !== mode) : [...modes, mode] })}
            />
          ))}
        </div>
        <FieldFault id="modes-fault">{faults.modes}</FieldFault>
      </div>
    </Card>
  );
}
