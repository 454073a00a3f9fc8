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
import { isAbout, useFaults } from "@/lib/use-faults";

type Role = Schemas["Invitation"]["role"];

/** Invites a person, who sets the account's password by a mailed link. */
export function Invitation() {
  const [t, words] = [useTranslations("operations.staff"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const { form, faults, find } = useFaults<"email">();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("doctor");
  const inviting = useMutation({
    mutationFn: () => answer(api.POST("/v1/staff", { body: { email: email.trim(), role } })),
    onError: (error) => {
      if (isProblem(error, "address-taken")) find({ email: t("taken") });
      else if (isAbout(error, "email") || isAbout(error, "address")) find({ email: t("emailMissing") });
      else find({ form: words(error) });
    },
    onSuccess: () => {
      say(t("invited", { email: email.trim() }));
      setEmail("");
      router.refresh();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ email: email.trim() ? undefined : t("emailMissing") })) inviting.mutate();
  }

  return (
    <Card className="mb-8">
      <h2 className="mb-4 text-xl">{t("invite")}</h2>
      <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-[1fr_auto_auto] sm:items-start">
        {faults.form ? <Banner tone="bad" isLive title={faults.form} className="sm:col-span-3" /> : null}
        <TextField label={t("email")} type="email" isRequired value={email} onChange={setEmail} error={faults.email} />
        <Select
          label={t("role")}
          choices={(["doctor", "admin", "desk"] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        />
        <Button type="submit" isPending={inviting.isPending} className="sm:mt-7">
          {t("send")}
        </Button>
      </form>
    </Card>
  );
}
