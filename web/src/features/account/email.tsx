"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { dated } from "@/api/dated";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { isAbout, useFaults } from "@/lib/use-faults";
import { useKeptForTab } from "@/lib/use-kept-for-tab";
import { useSecondsUntil } from "@/lib/use-seconds-until";
import { becomeAccount, type Account } from "@/session/use-session";

/**
 * What the tab stores after codes were sent: the new address, the challenge's id, the instant at which the codes expire,
 * and the one from which codes can be sent again (Unix ms on this device's clock). With it, a reload of the page returns
 * to the form's second step.
 */
interface Sent {
  email: string;
  challenge: string;
  expires_at: string;
  resendAt: number;
}

/** Sends the codes for a change to this address. Throws `Problem`. */
async function codesFor(email: string): Promise<Sent> {
  const { body, here } = await dated(api.POST("/v1/me/email", { body: { email } }));
  return { email, challenge: body.challenge_id, expires_at: body.expires_at, resendAt: here(body.resend_at) };
}

/**
 * Changes the e-mail address. A code is sent to the new address, and for patients another one to the present address;
 * staff prove their identity by a step-up instead.
 */
export function Email({ account }: { account: Account }) {
  const t = useTranslations("account.email");
  const [isOpen, setOpen] = useState(false);
  const [sent, setSent] = useKeptForTab<Sent>(`new-email-${account.id}`);
  const close = () => {
    setOpen(false);
    setSent(null);
  };
  if (!isOpen && !sent) {
    return (
      <Button kind="secondary" onPress={() => setOpen(true)}>
        {t("change")}
      </Button>
    );
  }
  return (
    <div className="grid gap-5">
      {sent ? <Codes account={account} sent={sent} onSent={setSent} onDone={close} onBack={close} /> : <NewAddress onSent={setSent} onBack={close} />}
      <p className="text-sm text-soft">{t(account.role === "patient" ? "lost" : "lostStaff")}</p>
    </div>
  );
}

function NewAddress({ onSent, onBack }: { onSent: (sent: Sent) => void; onBack: () => void }) {
  const [t, words] = [useTranslations("account.email"), useProblemWords()];
  const { form, faults, find } = useFaults<"email">();
  const [email, setEmail] = useState("");
  const sending = useMutation({
    mutationFn: () => codesFor(email.trim()),
    onSuccess: onSent,
    onError: (error) => {
      if (isAbout(error, "email")) find({ email: t("same") });
      else find(isAbout(error, "address") ? { email: t("invalid") } : { form: words(error) });
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t("invalid") })) sending.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <TextField label={t("new")} type="email" inputMode="email" autoComplete="email" value={email} onChange={setEmail} error={faults.email} isRequired autoFocus />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={sending.isPending}>
          {t("send")}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}

interface CodesProps {
  account: Account;
  sent: Sent;
  onSent: (sent: Sent) => void;
  onDone: () => void;
  onBack: () => void;
}

function Codes({ account, sent: { email, challenge, resendAt }, onSent, onDone, onBack }: CodesProps) {
  const [t, words] = [useTranslations("account.email"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const { form, faults, find } = useFaults<"newCode" | "presentCode">();
  const [newCode, setNewCode] = useState("");
  const [presentCode, setPresentCode] = useState("");
  const isPatient = account.role === "patient";
  const wait = useSecondsUntil(resendAt) ?? 0;
  const resending = useMutation({
    mutationFn: () => codesFor(email),
    onSuccess: (sent) => {
      find({});
      setNewCode("");
      setPresentCode("");
      onSent(sent);
      say(t(isPatient ? "sent" : "sentStaff", { email }));
    },
    onError: (error) => find({ form: words(error) }),
  });
  const changing = useMutation({
    mutationFn: () =>
      answer(api.PUT("/v1/me/email", { body: { challenge_id: challenge, new_code: newCode, present_code: isPatient ? presentCode : null } })),
    onSuccess: (changed) => {
      becomeAccount(changed);
      say(t("changed", { email }));
      onDone();
      router.refresh();
    },
    onError: (error) => {
      if (isAbout(error, "present_code")) find({ presentCode: t("wrong") });
      else if (isAbout(error, "new_code")) find({ newCode: t("wrong") });
      else find({ form: isProblem(error, "address-taken") ? t("taken") : words(error) });
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const isFaulty = find({
      newCode: newCode.length === 6 ? undefined : t("codeLength"),
      presentCode: !isPatient || presentCode.length === 6 ? undefined : t("codeLength"),
    });
    if (!isFaulty) changing.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      <p role="status">{t(isPatient ? "sent" : "sentStaff", { email })}</p>
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <CodeField label={t("newCode", { email })} value={newCode} onChange={setNewCode} error={faults.newCode} isRequired autoFocus />
      {isPatient ? (
        <CodeField label={t("presentCode", { email: account.email ?? account.phone ?? "" })} value={presentCode} onChange={setPresentCode} error={faults.presentCode} isRequired />
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isPending={changing.isPending}>
          {t("confirm")}
        </Button>
        <Button kind="secondary" isDisabled={wait > 0} isPending={resending.isPending} onPress={() => resending.mutate()}>
          {wait > 0 ? t(isPatient ? "resendIn" : "resendInStaff", { seconds: wait }) : t(isPatient ? "resend" : "resendStaff")}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}
