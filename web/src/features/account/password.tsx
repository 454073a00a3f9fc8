"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";

/** Another password; staff only. */
export function Password() {
  const t = useTranslations("account.password");
  const [router, say] = [useRouter(), useToast()];
  const [present, setPresent] = useState("");
  const [password, setPassword] = useState("");
  const saving = useMutation({
    mutationFn: () => answer(api.PUT("/v1/me/password", { body: { current_password: present, password } })),
    onSuccess: () => {
      setPresent("");
      setPassword("");
      say(t("saved"));
      router.refresh();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    saving.mutate();
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ProblemBanner error={saving.error} />
      <TextField label={t("current")} type="password" autoComplete="current-password" value={present} onChange={setPresent} />
      <TextField label={t("next")} hint={t("hint")} type="password" autoComplete="new-password" value={password} onChange={setPassword} />
      <Button type="submit" isPending={saving.isPending} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
