"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Select } from "@/components/select";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";

type Role = Schemas["Invitation"]["role"];

/** An account for somebody, who sets its password by a link in a mail. */
export function Invitation() {
  const [t, words] = [useTranslations("operations.staff"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("doctor");
  const inviting = useMutation({
    mutationFn: () => answer(api.POST("/v1/staff", { body: { email: email.trim(), role } })),
    onSuccess: () => {
      say(t("invited", { email: email.trim() }));
      setEmail("");
      router.refresh();
    },
  });
  const said = (error: unknown) => (isProblem(error, "address-taken") ? t("taken") : words(error));

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (email.trim()) inviting.mutate();
  }

  return (
    <Card className="mb-8">
      <h2 className="mb-4 text-xl">{t("invite")}</h2>
      <form noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-[1fr_auto_auto] sm:items-end">
        {inviting.error ? <Banner tone="bad" isLive title={said(inviting.error)} className="sm:col-span-3" /> : null}
        <TextField label={t("email")} type="email" isRequired value={email} onChange={setEmail} />
        <Select
          label={t("role")}
          choices={(["doctor", "admin", "desk"] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        />
        <Button type="submit" isPending={inviting.isPending}>
          {t("send")}
        </Button>
      </form>
    </Card>
  );
}
