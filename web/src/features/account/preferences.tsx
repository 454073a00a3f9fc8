"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { SegmentedControl } from "@/components/segmented-control";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { ZoneField } from "@/components/zone-field";
import { useRouter } from "@/i18n/navigation";
import { locales, type Locale } from "@/i18n/routing";
import { isAbout, useFaults } from "@/lib/use-faults";
import { becomeAccount, type Account } from "@/session/use-session";

import { DeviceZone } from "./device-zone";

/** The form for name, language and time zone. A change of language also changes the language of this page. */
export function Preferences({ account }: { account: Account }) {
  const t = useTranslations("account.preferences");
  const router = useRouter();
  const say = useToast();
  const [name, setName] = useState(account.name);
  const [locale, setLocale] = useState<Locale>(account.locale);
  const [timeZone, setTimeZone] = useState(account.time_zone);
  const { form, faults, find } = useFaults<"name">();

  const saving = useMutation({
    mutationFn: () => answer(api.PATCH("/v1/me", { body: { name: name.trim(), locale, time_zone: timeZone } })),
    onError: (error) =>
      find(
        isAbout(error, "name")
          ? { name: t("nameRefused") }
          : { form: t(isProblem(error) && error.status === 0 ? "offline" : "failed") },
      ),
    onSuccess: (changed) => {
      becomeAccount(changed);
      say(t("saved"));
      router.replace("/account", { locale: changed.locale });
      router.refresh();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ name: name.trim() ? undefined : t("nameMissing") })) saving.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      <TextField label={t("name")} value={name} onChange={setName} maxLength={120} autoComplete="name" error={faults.name} isRequired />
      <SegmentedControl
        legend={t("language")}
        name="locale"
        value={locale}
        onChange={(value) => setLocale(value as Locale)}
        segments={locales.map((value) => ({ value, label: <span lang={value}>{t(`languages.${value}`)}</span> }))}
      />
      <div className="grid gap-3">
        <ZoneField label={t("timeZone")} hint={t("timeZoneHint")} value={timeZone} onChange={setTimeZone} />
        <DeviceZone zone={timeZone} onChoose={setTimeZone} />
      </div>
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <Button type="submit" isPending={saving.isPending} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
