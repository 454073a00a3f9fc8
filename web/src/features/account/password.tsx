"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { isAbout, useFaults } from "@/lib/use-faults";

/** Changes the password; for staff only. */
export function Password() {
  const t = useTranslations("account.password");
  const [router, say, words] = [useRouter(), useToast(), useProblemWords()];
  const { form, faults, find } = useFaults<"present" | "password">();
  const [present, setPresent] = useState("");
  const [password, setPassword] = useState("");
  const saving = useMutation({
    mutationFn: () => answer(api.PUT("/v1/me/password", { body: { current_password: present, password } })),
    onError: (error) => {
      if (isProblem(error, "wrong-credentials")) find({ present: t("wrong") });
      else if (isProblem(error, "weak-password") || isAbout(error, "password")) find({ password: t("weak") });
      else find({ form: words(error) });
    },
    onSuccess: () => {
      setPresent("");
      setPassword("");
      say(t("saved"));
      router.refresh();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const isFaulty = find({
      present: present ? undefined : t("currentMissing"),
      password: password ? undefined : t("nextMissing"),
    });
    if (!isFaulty) saving.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <TextField label={t("current")} type="password" autoComplete="current-password" value={present} onChange={setPresent} error={faults.present} />
      <TextField label={t("next")} hint={t("hint")} type="password" autoComplete="new-password" value={password} onChange={setPassword} error={faults.password} />
      <Button type="submit" isPending={saving.isPending} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
