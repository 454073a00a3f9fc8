"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { dated } from "@/api/dated";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Announcer, Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useDeadline } from "@/lib/use-deadline";
import { deviceZone } from "@/lib/use-device-zone";
import { useFaults, type Faults } from "@/lib/use-faults";
import { forget, useKeptForTab } from "@/lib/use-kept-for-tab";
import { useSecondsUntil } from "@/lib/use-seconds-until";
import { useSessionActions, type Account } from "@/session/use-session";

import { useErrorWords } from "./error-words";
import { ZoneNote } from "./zone-note";

interface Challenge {
  id: string;
  /** The instant, in Unix ms on this device's clock, from which another code can be requested. */
  resendAt: number;
  /** The instant (ISO, on the API's clock) until which the code is valid. */
  expires_at: string;
}

/**
 * The key under which the tab stores the challenge and the address, so that a reload of the page returns to the form's
 * second step.
 */
const PLACE = "sign-in-code";

function faultsOf(reason: unknown, text: string): Faults<"field"> {
  const isOfField = isProblem(reason) && [400, 422].includes(reason.status);
  return isOfField ? { field: text } : { form: text };
}

/** Asks for an address, then for the code that was sent to it. */
export function CodeForm({ onDone }: { onDone: (account: Account) => void }) {
  const [address, setAddress] = useState("");
  const [sent, keep] = useKeptForTab<Challenge & { address: string }>(PLACE);
  return sent ? (
    <EnterCode
      address={sent.address}
      challenge={sent}
      onDone={(account) => {
        forget(PLACE);
        onDone(account);
      }}
      onResent={(challenge) => keep({ ...challenge, address: sent.address })}
      onBack={() => {
        setAddress(sent.address);
        keep(null);
      }}
    />
  ) : (
    <AskForCode address={address} onAddress={setAddress} onSent={(challenge) => keep({ ...challenge, address: address.trim() })} />
  );
}

interface AskProps {
  address: string;
  onAddress: (address: string) => void;
  onSent: (challenge: Challenge) => void;
}

function AskForCode({ address, onAddress, onSent }: AskProps) {
  const t = useTranslations("session");
  const words = useErrorWords();
  const sendCode = useSendCode();
  const { form, faults, find } = useFaults<"field">();
  const [isPending, setPending] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!/^\S+@\S+\.\S+$/.test(address.trim())) {
      find({ field: t("errors.email") });
      return;
    }
    setPending(true);
    try {
      onSent(await sendCode(address.trim()));
    } catch (reason) {
      find(faultsOf(reason, words(reason, "email")));
      setPending(false);
    }
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        value={address}
        onChange={onAddress}
        error={faults.field}
        isRequired
      />
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <Button type="submit" isPending={isPending} className="justify-self-start">
        {t("sendCode")}
      </Button>
      <ZoneNote />
    </form>
  );
}

interface EnterProps {
  address: string;
  challenge: Challenge;
  onDone: (account: Account) => void;
  onResent: (challenge: Challenge) => void;
  onBack: () => void;
}

function EnterCode({ address, challenge, onDone, onResent, onBack }: EnterProps) {
  const [t, deadline] = [useTranslations("session"), useDeadline()];
  const words = useErrorWords();
  const sendCode = useSendCode();
  const { signIn } = useSessionActions();
  const wait = useSecondsUntil(challenge.resendAt) ?? 0;
  const sent = t("sentTo", { address: address.trim(), ...deadline(challenge.expires_at) });
  const [code, setCode] = useState("");
  const { form, faults, find } = useFaults<"field">();
  const [isPending, setPending] = useState(false);
  const [isResending, setResending] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (code.length !== 6) {
      find({ field: t("errors.codeLength") });
      return;
    }
    setPending(true);
    try {
      onDone(await signIn({ challenge_id: challenge.id, code }));
    } catch (reason) {
      find(faultsOf(reason, words(reason, "wrong-code")));
      setPending(false);
    }
  }

  async function resend() {
    setResending(true);
    try {
      onResent(await sendCode(address.trim()));
      find({});
    } catch (reason) {
      find({ form: words(reason, "away") });
    }
    setResending(false);
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <p>{sent}</p>
      <Announcer>{sent}</Announcer>
      <CodeField label={t("code")} name="code" value={code} onChange={setCode} error={faults.field} isRequired autoFocus />
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" isPending={isPending}>
          {t("confirm")}
        </Button>
        <Button kind="secondary" isDisabled={wait > 0} isPending={isResending} onPress={() => void resend()}>
          {wait > 0 ? t("resendIn", { seconds: wait }) : t("resend")}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {t("otherAddress")}
        </Button>
      </div>
    </form>
  );
}

/**
 * Returns a function that sends a code to an address, in the page's language, and throws `Problem`. A new account keeps
 * this language, and the device's time zone.
 */
function useSendCode() {
  const locale = useLocale();
  return async (address: string): Promise<Challenge> => {
    const time_zone = deviceZone();
    const { body, here } = await dated(
      api.POST("/v1/auth/otp", {
        body: { channel: "email", address, ...(time_zone && { time_zone }) },
        headers: { "accept-language": locale },
      }),
    );
    return { id: body.challenge_id, resendAt: here(body.resend_at), expires_at: body.expires_at };
  };
}
