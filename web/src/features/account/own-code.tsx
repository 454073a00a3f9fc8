"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import type { Schemas } from "@/api/client";
import { dated } from "@/api/dated";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Banner } from "@/components/status";
import type { ButtonKind } from "@/components/styles";
import { useFaults } from "@/lib/use-faults";
import { forget, useKeptForTab } from "@/lib/use-kept-for-tab";
import { useSecondsUntil } from "@/lib/use-seconds-until";

interface OwnCodeProps {
  purpose: Schemas["OwnCodeRequest"]["purpose"];
  contact: string;
  confirmLabel: string;
  confirmKind?: ButtonKind;
  onCode: (proof: { challenge_id: string; code: string }) => Promise<unknown>;
}

interface Sent {
  id: string;
  /** The instant, in Unix ms on this device's clock, from which another code can be requested. */
  resendAt: number;
  expires_at: string;
}

/**
 * Sends a code to the account's own address, asks for the code, and passes it to `onCode`, which makes the request that
 * the code proves. A `Problem` of `onCode` is shown in the form.
 */
export function OwnCode({ purpose, contact, confirmLabel, confirmKind = "primary", onCode }: OwnCodeProps) {
  const [t, words] = [useTranslations("account.ownCode"), useProblemWords()];
  const { form, faults, find } = useFaults<"code">();
  const [code, setCode] = useState("");
  const place = `own-code-${purpose}-${contact}`;
  const [challenge, keep] = useKeptForTab<Sent>(place);
  const sending = useMutation({
    mutationFn: async () => {
      const { body, here } = await dated(api.POST("/v1/me/codes", { body: { purpose } }));
      return { id: body.challenge_id, resendAt: here(body.resend_at), expires_at: body.expires_at };
    },
    onSuccess: (challenge) => {
      find({});
      keep(challenge);
    },
    onError: (error) => find({ form: words(error) }),
  });
  const confirming = useMutation({
    mutationFn: (challenge_id: string) => onCode({ challenge_id, code }),
    onSuccess: () => forget(place),
    onError: (error) => find(isProblem(error, "wrong-code") ? { code: t("wrong") } : { form: words(error) }),
  });
  const wait = useSecondsUntil(challenge?.resendAt) ?? 0;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (challenge && !find({ code: code.length === 6 ? undefined : t("length") })) confirming.mutate(challenge.id);
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid justify-items-start gap-4">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      {challenge ? (
        <>
          <p role="status">{t("sent", { contact })}</p>
          <CodeField label={t("code")} value={code} onChange={setCode} error={faults.code} isRequired autoFocus />
          <Button type="submit" kind={confirmKind} isPending={confirming.isPending}>
            {confirmLabel}
          </Button>
        </>
      ) : null}
      <Button kind="secondary" isDisabled={wait > 0} isPending={sending.isPending} onPress={() => sending.mutate()}>
        {challenge ? (wait > 0 ? t("resendIn", { seconds: wait }) : t("resend")) : t("send")}
      </Button>
    </form>
  );
}
