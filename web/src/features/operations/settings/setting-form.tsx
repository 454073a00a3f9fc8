"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { NumberField } from "@/components/number-field";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { isAbout, useFaults } from "@/lib/use-faults";

import { changeTime } from "./change-time";

/** One setting, a whole number: what it limits, its present value and default, and a form that changes it. */
export function SettingForm({ setting }: { setting: Schemas["SettingView"] }) {
  const { name, least, most } = setting;
  const [t, words] = [useTranslations("settings"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const { form, faults, find } = useFaults<"value">();
  const [value, setValue] = useState(setting.value);
  const label = t(`names.${name}.label`);
  const because = useBounds(setting);
  const changing = useMutation({
    mutationFn: (wanted: number | null) => changed(setting, wanted),
    onSuccess: (now, wanted) => {
      find({});
      setValue(now.value);
      // The reset button disappears, and the focus must not be lost with it.
      if (wanted === null) form.current?.querySelector("input")?.focus();
      say(t("saved", { label, value: now.value }));
      router.refresh();
    },
    onError: (error) => {
      if (isAbout(error, "value")) {
        find({ value: t("fault", { least, most }) });
        router.refresh(); // another setting may have narrowed the range in the meantime
      } else if (isProblem(error, "version-mismatch")) {
        find({ form: t("conflict") });
        router.refresh();
      } else find({ form: words(error) });
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const fits = Number.isInteger(value) && least <= value && value <= most;
    if (!find({ value: fits ? undefined : t("fault", { least, most }) })) changing.mutate(value);
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-3">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <NumberField
        label={label}
        hint={[t(`names.${name}.text`), t("range", { least, most }), because].join(" ").trim()}
        min={least}
        max={most}
        required
        value={value}
        error={faults.value && [t("fault", { least, most }), because].join(" ").trim()}
        onChange={setValue}
      />
      <Present setting={setting} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="secondary" aria-label={t("saveOf", { label })} isPending={changing.isPending}>
          {t("save")}
        </Button>
        {setting.is_default ? null : (
          <Button kind="quiet" aria-label={t("resetOf", { label })} isPending={changing.isPending} onPress={() => changing.mutate(null)}>
            {t("reset")}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Says which other settings narrow the range of a setting; an empty text if no other setting does. */
function useBounds({ least_setting, most_setting }: Schemas["SettingView"]): string {
  const t = useTranslations("settings");
  const labelOf = (other: NonNullable<typeof least_setting>) =>
    other === "hold_extension_window_seconds" || other === "confirm_hold_seconds" ? t(`outside.${other}`) : t(`names.${other}.label`);
  return [
    least_setting ? t("atLeast", { other: labelOf(least_setting) }) : "",
    most_setting ? t("atMost", { other: labelOf(most_setting) }) : "",
  ]
    .join(" ")
    .trim();
}

function Present({ setting }: { setting: Schemas["SettingView"] }) {
  const [t, locale] = [useTranslations("settings"), useLocale()];
  const { value, changed_at, changed_by } = setting;
  const at = changed_at ? changeTime(changed_at, locale) : null;
  return (
    <p data-numbers className="flex flex-wrap gap-x-4 text-sm text-soft">
      <span className="font-semibold text-ink">{t("now", { value })}</span>
      <span>{t("default", { value: setting.default })}</span>
      {at ? <span className="wrap-anywhere">{changed_by ? t("changedBy", { at, by: changed_by }) : t("changed", { at })}</span> : null}
    </p>
  );
}

/** Changes the setting, or gives it its default (null), unless somebody else has changed it since it was shown. */
function changed({ name, version }: Schemas["SettingView"], wanted: number | null) {
  const params = { path: { setting: name }, header: { "if-match": `"${version}"` } };
  return answer(
    wanted === null
      ? api.DELETE("/v1/operations/settings/{setting}", { params })
      : api.PUT("/v1/operations/settings/{setting}", { params, body: { value: wanted } }),
  );
}
