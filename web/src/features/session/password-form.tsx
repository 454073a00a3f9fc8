"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { hasPasskeys, shownPasskey } from "@/session/passkeys";
import { usePasskeyWords } from "@/session/use-passkey-words";
import { useSessionActions, type Account } from "@/session/use-session";

import { useErrorWords } from "./error-words";

export function PasswordForm({ onDone }: { onDone: (account: Account) => void }) {
  const t = useTranslations("session");
  const [words, passkeyWords] = [useErrorWords(), usePasskeyWords()];
  const { signIn } = useSessionActions();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [totp, setTotp] = useState("");
  const [error, setError] = useState<string>();
  const [isPending, setPending] = useState(false);

  const forgotten = useMutation({
    mutationFn: (address: string) => answer(api.POST("/v1/auth/password/forgotten", { body: { email: address } })),
    onError: (reason) => setError(words(reason, "email")),
  });

  async function signInBy(body: () => Promise<Parameters<typeof signIn>[0]>) {
    setPending(true);
    try {
      onDone(await signIn(await body()));
    } catch (reason) {
      setError(passkeyWords(reason) ?? words(reason, "wrong-credentials"));
      setPending(false);
    }
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!email.trim() || !password) setError(t("errors.required"));
    else void signInBy(() => Promise.resolve({ email: email.trim(), password, ...(totp ? { totp: totp.trim() } : {}) }));
  }

  function askForLink() {
    if (email.trim()) forgotten.mutate(email.trim());
    else setError(t("errors.email"));
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      {error ? <Banner tone="bad" isLive title={error} /> : null}
      {forgotten.isSuccess ? <Banner tone="good" isLive title={t("forgotten.sent", { email: email.trim() })} /> : null}
      <TextField label={t("email")} name="email" type="email" autoComplete="username" value={email} onChange={setEmail} />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <TextField
        label={t("totp")}
        hint={t("totpHint")}
        name="totp"
        autoComplete="one-time-code"
        value={totp}
        onChange={setTotp}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={isPending}>
          {t("confirm")}
        </Button>
        {hasPasskeys() ? (
          <Button kind="secondary" isPending={isPending} onPress={() => void signInBy(passkey)}>
            {t("passkey")}
          </Button>
        ) : null}
        <Button kind="quiet" isPending={forgotten.isPending} onPress={askForLink}>
          {t("forgotten.do")}
        </Button>
      </div>
    </form>
  );
}

async function passkey() {
  return { passkey: await shownPasskey((await answer(api.POST("/v1/auth/passkey/options"))).public_key) };
}
