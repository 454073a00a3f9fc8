"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type SyntheticEvent } from "react";

import { api, onStepUp } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useFaults } from "@/lib/use-faults";

import { hasPasskeys, shownPasskey } from "./passkeys";
import { usePasskeyWords } from "./use-passkey-words";

/** Asks for a proof of identity when a call requires a step-up. Needs the messages of `errors` and `passkey`. */
export function StepUp() {
  const [t, common] = [useTranslations("passkey.stepUp"), useTranslations("common")];
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<((proved: boolean) => void)[]>([]);
  useEffect(() => {
    onStepUp(
      () =>
        new Promise((resolve) => {
          waiting.current.push(resolve);
          setOpen(true);
        }),
    );
    return () => onStepUp(null);
  }, []);

  function close(proved: boolean) {
    setOpen(false);
    waiting.current.splice(0).forEach((resolve) => resolve(proved));
  }

  return (
    <Dialog title={t("title")} closeLabel={common("close")} isOpen={isOpen} onClose={() => close(false)}>
      <Proof onProved={() => close(true)} />
    </Dialog>
  );
}

function Proof({ onProved }: { onProved: () => void }) {
  const t = useTranslations("passkey.stepUp");
  const [password, setPassword] = useState("");
  const [totp, setTotp] = useState("");
  const { form, faults, find } = useFaults<"password">();
  const [words, passkeyWords] = [useProblemWords(), usePasskeyWords()];
  const proving = useMutation({
    mutationFn: async (way: "password" | "passkey") => {
      const body = way === "passkey" ? { passkey: await shown() } : { password, ...(totp ? { totp: totp.trim() } : {}) };
      await answer(api.POST("/v1/auth/step-up", { body }));
    },
    onSuccess: onProved,
  });
  const said = (error: unknown) => {
    if (isProblem(error, "wrong-credentials")) return t("wrong");
    if (isProblem(error) && error.status === 404) return t("noPasskey");
    return passkeyWords(error) ?? words(error);
  };

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ password: password ? undefined : t("passwordMissing") })) proving.mutate("password");
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      <p>{t("lead")}</p>
      {proving.error ? <Banner tone="bad" isLive title={said(proving.error)} /> : null}
      <TextField autoFocus label={t("password")} type="password" autoComplete="current-password" value={password} onChange={setPassword} error={faults.password} />
      <TextField label={t("totp")} hint={t("totpHint")} autoComplete="one-time-code" value={totp} onChange={setTotp} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={proving.isPending}>
          {t("confirm")}
        </Button>
        {hasPasskeys() ? (
          <Button kind="secondary" isPending={proving.isPending} onPress={() => proving.mutate("passkey")}>
            {t("passkey")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

async function shown() {
  return shownPasskey((await answer(api.POST("/v1/auth/step-up/options"))).public_key);
}
