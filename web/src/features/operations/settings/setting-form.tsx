"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { isUncertain } from "@/api/repeating";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { NumberField } from "@/components/number-field";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { isAbout, useFaults } from "@/lib/use-faults";
import { useRepeatable } from "@/lib/use-repeatable";

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
  const changing = useRepeatable({
    entries: ({ wanted }: Change) => wanted,
    send: changed,
    done: ifChanged,
    tries: 1,
    onSuccess: (now, { wanted }) => {
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
      } else find({ form: words(error, isUncertain(error)) });
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const fits = Number.isInteger(value) && least <= value && value <= most;
    if (!find({ value: fits ? undefined : t("fault", { least, most }) })) changing.mutate({ setting, wanted: value });
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
          <Button kind="quiet" aria-label={t("resetOf", { label })} isPending={changing.isPending} onPress={() => changing.mutate({ setting, wanted: null })}>
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

interface Change {
  setting: Schemas["SettingView"];
  /** The new value; null for the default. */
  wanted: number | null;
}

/** Changes the setting unless somebody else has changed it since it was shown. */
function changed({ setting: { name, version }, wanted }: Change) {
  const params = { path: { setting: name }, header: { "if-match": `"${version}"` } };
  return answer(
    wanted === null
      ? api.DELETE("/v1/operations/settings/{setting}", { params })
      : api.PUT("/v1/operations/settings/{setting}", { params, body: { value: wanted } }),
  );
}

/** The setting, if it has the wanted value. */
async function ifChanged({ setting: { name }, wanted }: Change) {
  const { items } = await answer(api.GET("/v1/operations/settings", {}));
  const now = items.find((each) => each.name === name);
  return now && (wanted === null ? now.is_default : now.value === wanted) ? now : null;
}
