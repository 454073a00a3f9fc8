"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { AuthenticatorKey } from "@/components/authenticator-key";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { RecoveryCodes } from "@/components/recovery-codes";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { isAbout, useFaults } from "@/lib/use-faults";

/** Sets a password by a mailed link. The token is the part of the URL after #, which browsers do not send when they load the page. */
export function SetPassword() {
  const t = useTranslations("session.setPassword");
  const words = useProblemWords();
  const { form, faults, find } = useFaults<"password" | "totp">();
  const [password, setPassword] = useState("");
  const [totp, setTotp] = useState("");
  const saving = useMutation({
    mutationFn: () => {
      const token = location.hash.slice(1);
      return answer(api.POST("/v1/auth/password", { body: { token, password, ...(totp ? { totp: totp.trim() } : {}) } }));
    },
    onError: (error) => {
      if (isProblem(error, "weak-password") || isAbout(error, "password")) find({ password: t("weak") });
      else if (isProblem(error, "wrong-credentials") || isAbout(error, "totp")) find({ totp: t("wrong") });
      else find({ form: isProblem(error, "link-refused") || isAbout(error, "token") ? t("linkRefused") : words(error) });
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ password: password ? undefined : t("missing") })) saving.mutate();
  }

  if (saving.data) return <Done factor={saving.data} />;
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <TextField label={t("password")} hint={t("hint")} type="password" autoComplete="new-password" value={password} onChange={setPassword} error={faults.password} />
      <TextField label={t("totp")} hint={t("totpHint")} autoComplete="one-time-code" value={totp} onChange={setTotp} error={faults.totp} />
      <Button type="submit" isPending={saving.isPending} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}

function Done({ factor }: { factor: Schemas["FactorView"] }) {
  const t = useTranslations("session.setPassword");
  return (
    <div className="grid gap-4">
      <Banner tone="good" isLive title={t("done")} />
      {factor.totp_uri ? (
        <>
          <h2 className="text-xl">{t("factor")}</h2>
          <AuthenticatorKey uri={factor.totp_uri} />
          <h2 className="text-xl">{t("codes")}</h2>
          <RecoveryCodes codes={factor.recovery_codes} />
        </>
      ) : null}
      <Link href="/sign-in">{t("signIn")}</Link>
    </div>
  );
}
