"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { InputField } from "@/components/input-field";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { dayIn, longDate } from "@/lib/time";
import { useFaults } from "@/lib/use-faults";

interface DisplaysProps {
  clinicId: string;
  /** The clinic's time zone. */
  zone: string;
  displays: readonly Schemas["Display"][];
}

/** The displays of a clinic. Each is created with a URL that is shown once, and can be revoked. */
export function Displays({ clinicId, zone, displays }: DisplaysProps) {
  const [t, common, locale] = [useTranslations("desk.displays"), useTranslations("common"), useLocale()];
  const [router, say] = [useRouter(), useToast()];
  const [name, setName] = useState("");
  const [asked, setAsked] = useState<Schemas["Display"] | null>(null);
  const { form, faults, find } = useFaults<"name">();
  const make = useMutation({
    mutationFn: () => answer(api.POST("/v1/clinics/{clinic_id}/displays", { params: { path: { clinic_id: clinicId } }, body: { name: name.trim() } })),
    onSuccess: () => {
      setName("");
      router.refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: ({ id }: Schemas["Display"]) =>
      answer(api.DELETE("/v1/clinics/{clinic_id}/displays/{display_id}", { params: { path: { clinic_id: clinicId, display_id: id } } })),
    onSuccess: (_, display) => {
      say(t("revoked", { name: display.name }));
      close();
      router.refresh();
    },
  });
  const close = () => {
    revoke.reset();
    setAsked(null);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!find({ name: name.trim() ? undefined : t("noName") })) make.mutate();
  };
  return (
    <div className="grid gap-8 lg:grid-cols-2 lg:items-start">
      <Card>
        <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-4">
          <InputField label={t("name")} hint={t("hint")} value={name} error={faults.name} maxLength={120} onChange={({ target }) => setName(target.value)} />
          <ProblemBanner error={make.error} />
          <Button type="submit" isPending={make.isPending} className="justify-self-start">
            {t("add")}
          </Button>
        </form>
        {make.data ? <Made address={`${location.origin}/${locale}/display#${make.data.token}`} /> : null}
      </Card>
      {displays.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="grid gap-2">
          {displays.map((display) => (
            <li key={display.id} className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line bg-surface px-4 py-2">
              <span>
                <span className="block font-semibold">{display.name}</span>
                <span className="text-sm text-soft">{t("since", { day: longDate(dayIn(display.created_at, zone), locale) })}</span>
              </span>
              <Button kind="secondary" aria-label={t("revokeOf", { name: display.name })} onPress={() => setAsked(display)}>
                {t("revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        title={t("revokeOf", { name: asked?.name ?? "" })}
        isOpen={asked !== null}
        onClose={close}
        closeLabel={common("close")}
        kind="danger"
        confirmLabel={t("revoke")}
        backLabel={t("keep")}
        onConfirm={() => {
          if (asked) revoke.mutate(asked);
        }}
        isPending={revoke.isPending}
        error={revoke.error}
      >
        <p>{t("revokeText")}</p>
      </ConfirmDialog>
    </div>
  );
}

/** The URL of a new display, which is shown only once. */
export function Made({ address }: { address: string }) {
  const t = useTranslations("desk.displays");
  const say = useToast();
  return (
    <Banner tone="good" isLive title={t("made")} className="mt-4">
      <p className="mt-2 text-sm break-all" data-numbers>
        {address}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button kind="secondary" action={() => navigator.clipboard.writeText(address).then(() => say(t("copied")))}>
          {t("copy")}
        </Button>
        <a href={address} target="_blank" rel="noreferrer" className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
          {t("open")}
        </a>
      </div>
    </Banner>
  );
}
