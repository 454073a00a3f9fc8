"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { isAbout, useFaults } from "@/lib/use-faults";
import { hasPasskeys, shownPasskey } from "@/session/passkeys";
import { usePasskeyWords } from "@/session/use-passkey-words";
import { useSessionActions, type Account } from "@/session/use-session";

import { useErrorWords } from "./error-words";

/**
 * The sign-in of staff: e-mail address and password with a code of the authenticator, or a passkey. It can also send a link to set a new
 * password.
 */
export function PasswordForm({ onDone }: { onDone: (account: Account) => void }) {
  const t = useTranslations("session");
  const [words, passkeyWords] = [useErrorWords(), usePasskeyWords()];
  const { signIn } = useSessionActions();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [totp, setTotp] = useState("");
  const { form, faults, find } = useFaults<"email" | "password">();
  const [isPending, setPending] = useState(false);

  const forgotten = useMutation({
    mutationFn: (address: string) => answer(api.POST("/v1/auth/password/forgotten", { body: { email: address } })),
    onError: (reason) => find({ [isAbout(reason, "email") ? "email" : "form"]: words(reason, "email") }),
  });

  async function signInBy(body: () => Promise<Parameters<typeof signIn>[0]>) {
    setPending(true);
    try {
      onDone(await signIn(await body()));
    } catch (reason) {
      find({ form: passkeyWords(reason) ?? words(reason, "wrong-credentials") });
      setPending(false);
    }
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const isFaulty = find({
      email: email.trim() ? undefined : t("errors.email"),
      password: password ? undefined : t("errors.required"),
    });
    if (!isFaulty) void signInBy(() => Promise.resolve({ email: email.trim(), password, ...(totp ? { totp: totp.trim() } : {}) }));
  }

  function askForLink() {
    if (!find({ email: email.trim() ? undefined : t("errors.email") })) forgotten.mutate(email.trim());
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      {forgotten.isSuccess ? <Banner tone="good" isLive title={t("forgotten.sent", { email: forgotten.variables })} /> : null}
      <TextField label={t("email")} name="email" type="email" autoComplete="username" value={email} onChange={setEmail} error={faults.email} />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={faults.password}
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
