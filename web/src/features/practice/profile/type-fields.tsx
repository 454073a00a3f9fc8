"use client";

import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { InputField } from "@/components/input-field";
import { NumberField } from "@/components/number-field";
import { Select } from "@/components/select";
import { mostMajorUnits } from "@/lib/money";

import { ModeBoxes } from "../shared/mode-boxes";
import { KINDS, type Kind, type ProfileFault, type TypeDraft } from "./profile-draft";

interface TypeFieldsProps {
  number: number;
  type: TypeDraft;
  faults: readonly ProfileFault[];
  onChange: (change: Partial<TypeDraft>) => void;
  onDrop?: () => void;
}

/** The fields of one consultation type. */
export function TypeFields({ number, type, faults, onChange, onDrop }: TypeFieldsProps) {
  const [t, locale] = [useTranslations("practice.profile"), useLocale()];
  const most = mostMajorUnits(type.currency, locale);
  const errorOf = (code: ProfileFault) => (faults.includes(code) ? t(`faults.${code}`, { most }) : undefined);
  return (
    <fieldset className="min-w-0 border-t border-line pt-3">
      <legend className="sr-only">{t("type", { number })}</legend>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <InputField label={t("name")} maxLength={120} error={errorOf("name")} value={type.name} onChange={({ target }) => onChange({ name: target.value })} />
        <Select
          label={t("kind")}
          value={type.kind}
          choices={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={({ target }) => onChange({ kind: target.value as Kind })}
        />
        <NumberField
          label={t("minutes")}
          min={5}
          max={480}
          step={5}
          error={errorOf("minutes")}
          value={type.minutes}
          onChange={(minutes) => onChange({ minutes })}
        />
        <InputField
          label={t("fee", { currency: type.currency })}
          inputMode="decimal"
          maxLength={12}
          error={errorOf("fee")}
          value={type.fee}
          onChange={({ target }) => onChange({ fee: target.value })}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-6">
        <ModeBoxes className="gap-x-6" error={errorOf("modes")} modes={type.modes} onChange={(modes) => onChange({ modes })} />
        <Checkbox
          label={t("isDefault")}
          checked={type.isDefault}
          disabled={type.isDefault}
          onChange={() => onChange({ isDefault: true })}
        />
        {onDrop ? (
          <Button kind="quiet" onPress={onDrop} aria-label={t("dropOf", { name: type.name || t("type", { number }) })}>
            {t("drop")}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
