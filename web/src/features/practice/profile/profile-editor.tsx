"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Arrival } from "@/components/arrival";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ChangedFields } from "@/components/changed-fields";
import { Checkbox } from "@/components/checkbox";
import { InputField } from "@/components/input-field";
import { NumberField } from "@/components/number-field";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useRouter } from "@/i18n/navigation";
import { MODES } from "@/lib/modes";
import { useEdits } from "@/lib/use-edits";
import { useRepeatable } from "@/lib/use-repeatable";

import { changeOf, isWritten, profileDraftOf, profileFaults, type ProfileDraft, type ProfileFault, type TypeDraft } from "./profile-draft";
import { TypeFields } from "./type-fields";

/** The message key of each field's label, for naming the fields that somebody else has changed. */
const LABELS = {
  meetingUrl: "meetingUrl",
  address: "address",
  qualifications: "qualifications",
  bio: "bio",
  changeNoticeHours: "changeNotice",
  followUpDays: "followUp",
  isCodeAlways: "codeAlways",
  types: "types",
} as const satisfies Record<keyof ProfileDraft, string>;

interface Saved {
  body: ReturnType<typeof changeOf>;
  tag: string | null;
}

/**
 * The form for the fields of a doctor's record that the doctor may change; only administrators change the other fields.
 * `tag`: the record's ETag, with which the API refuses a save over a newer version.
 */
export function ProfileEditor({ initial, tag }: { initial: Schemas["DoctorAnswer"]; tag: string | null }) {
  const t = useTranslations("practice.profile");
  const router = useRouter();
  const { draft, put, changed, saved } = useEdits(profileDraftOf(initial));
  const path = { doctor_id: initial.id };
  const save = useRepeatable({
    entries: ({ body }: Saved) => body,
    send: ({ body, tag }) => answer(api.PATCH("/v1/doctors/{doctor_id}", { params: { path, header: tag ? { "if-match": tag } : {} }, body })),
    done: async ({ body }) => {
      const now = await answer(api.GET("/v1/doctors/{doctor_id}", { params: { path }, cache: "no-store" }));
      return isWritten(body, now) ? now : null;
    },
    tries: 1,
    onSuccess: (written) => {
      saved(profileDraftOf(written));
      router.refresh(); // the next save needs the new version
    },
  });
  const change = (some: Partial<ProfileDraft>) => {
    put(some);
    if (save.isSuccess) save.reset();
  };
  const faults = profileFaults(draft);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (faults.length === 0) save.mutate({ body: changeOf(draft), tag });
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-6">
      {save.isSuccess ? (
        <Arrival>
          <Banner tone="good" isLive title={t("saved")} />
        </Arrival>
      ) : null}
      <About draft={draft} faults={faults.map(({ code }) => code)} onChange={change} />
      <Card aria-labelledby="types">
        <h2 id="types" className="text-lg">
          {t("types")}
        </h2>
        <p className="mb-2 text-sm text-soft">{t("typesText")}</p>
        <div className="grid gap-6">
          {draft.types.map((type, index) => (
            <TypeFields
              key={type.key}
              number={index + 1}
              type={type}
              faults={faults.filter(({ key }) => key === type.key).map(({ code }) => code)}
              onChange={(some) => change({ types: withChange(draft.types, type.key, some) })}
              {...(draft.types.length > 1 && !type.isDefault
                ? { onDrop: () => change({ types: draft.types.filter(({ key }) => key !== type.key) }) }
                : {})}
            />
          ))}
        </div>
        {draft.types.length < 12 ? (
          <Button kind="secondary" className="mt-4" onPress={() => change({ types: [...draft.types, newType(draft)] })}>
            <Plus aria-hidden size={18} />
            {t("add")}
          </Button>
        ) : null}
      </Card>
      <ProblemBanner error={save.error} isUnsure={save.isUnsure} />
      <ChangedFields error={save.error} labels={changed.map((name) => t(LABELS[name]))} />
      <Button type="submit" className="justify-self-start" isDisabled={faults.length > 0} isPending={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}

interface AboutProps {
  draft: ProfileDraft;
  faults: readonly ProfileFault[];
  onChange: (change: Partial<ProfileDraft>) => void;
}

function About({ draft, faults, onChange }: AboutProps) {
  const t = useTranslations("practice.profile");
  return (
    <Card className="grid gap-4">
      <InputField
        label={t("meetingUrl")}
        hint={t("meetingUrlHint")}
        error={faults.includes("url") ? t("faults.url") : undefined}
        type="url"
        inputMode="url"
        maxLength={500}
        value={draft.meetingUrl}
        onChange={({ target }) => onChange({ meetingUrl: target.value })}
      />
      <InputField
        label={t("address")}
        maxLength={300}
        autoComplete="street-address"
        value={draft.address}
        onChange={({ target }) => onChange({ address: target.value })}
      />
      <InputField
        label={t("qualifications")}
        hint={t("qualificationsHint")}
        maxLength={200}
        value={draft.qualifications}
        onChange={({ target }) => onChange({ qualifications: target.value })}
      />
      <TextField label={t("bio")} hint={t("bioHint")} rows={5} maxLength={4000} value={draft.bio} onChange={(bio) => onChange({ bio })} />
      <NumberField
        label={t("changeNotice")}
        hint={t("changeNoticeHint")}
        error={faults.includes("notice") ? t("faults.notice") : undefined}
        value={draft.changeNoticeHours}
        onChange={(changeNoticeHours) => onChange({ changeNoticeHours })}
      />
      <NumberField
        label={t("followUp")}
        hint={t("followUpHint")}
        error={faults.includes("followUp") ? t("faults.followUp") : undefined}
        value={draft.followUpDays}
        onChange={(followUpDays) => onChange({ followUpDays })}
      />
      <Checkbox
        label={t("codeAlways")}
        checked={draft.isCodeAlways}
        onChange={() => onChange({ isCodeAlways: !draft.isCodeAlways })}
      />
    </Card>
  );
}

/** The types after `some` was changed in the type `key`. Only one type is the default: if `key` becomes the default, no other type is. */
function withChange(types: readonly TypeDraft[], key: string, some: Partial<TypeDraft>): TypeDraft[] {
  return types.map((type) => {
    if (type.key === key) return { ...type, ...some };
    return some.isDefault ? { ...type, isDefault: false } : type;
  });
}

function newType(draft: ProfileDraft): TypeDraft {
  const currency = draft.types[0]?.currency ?? "INR";
  return { key: crypto.randomUUID(), id: null, kind: "follow_up", name: "", minutes: 20, fee: "", currency, modes: MODES, isDefault: false };
}
