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
import { CodeField } from "@/components/code-field";
import { ProblemBanner } from "@/components/problem-banner";
import { RecoveryCodes } from "@/components/recovery-codes";
import { Banner } from "@/components/status";
import { useFaults } from "@/lib/use-faults";

/** Replaces the authenticator; nothing changes until a code of the new authenticator is confirmed. */
export function Authenticator() {
  const t = useTranslations("passkey.authenticator");
  const [codes, setCodes] = useState<readonly string[]>();
  const beginning = useMutation({ mutationFn: () => answer(api.POST("/v1/me/factor")) });
  if (codes) {
    return (
      <div className="grid gap-4">
        <Banner tone="good" isLive title={t("done")} />
        <RecoveryCodes codes={codes} />
      </div>
    );
  }
  if (beginning.data) return <Pending factor={beginning.data} onDone={setCodes} onCancel={beginning.reset} />;
  return (
    <>
      <ProblemBanner error={beginning.error} className="mb-4" />
      <Button kind="secondary" isPending={beginning.isPending} onPress={() => beginning.mutate()}>
        {t("begin")}
      </Button>
    </>
  );
}

interface PendingProps {
  factor: Schemas["PendingFactor"];
  onDone: (codes: readonly string[]) => void;
  onCancel: () => void;
}

function Pending({ factor: { totp_uri, pending }, onDone, onCancel }: PendingProps) {
  const [t, words] = [useTranslations("passkey.authenticator"), useProblemWords()];
  const { form, faults, find } = useFaults<"code">();
  const [code, setCode] = useState("");
  const finishing = useMutation({
    mutationFn: () => answer(api.PUT("/v1/me/factor", { body: { pending, code } })),
    onError: (error) => find({ code: isProblem(error, "wrong-credentials") ? t("wrong") : words(error) }),
    onSuccess: ({ recovery_codes }) => onDone(recovery_codes),
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ code: code.length === 6 ? undefined : t("length") })) finishing.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      <AuthenticatorKey uri={totp_uri} />
      <CodeField label={t("code")} value={code} onChange={setCode} error={faults.code} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={finishing.isPending}>
          {t("finish")}
        </Button>
        <Button kind="secondary" onPress={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
