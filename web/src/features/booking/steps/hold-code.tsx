"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

import { api } from "@/api/browser";
import { dated } from "@/api/dated";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { CodeField } from "@/components/code-field";
import { Announcer, Banner } from "@/components/status";
import { useDeadline } from "@/lib/use-deadline";
import { useSecondsUntil } from "@/lib/use-seconds-until";

import type { Draft } from "../draft";

interface HoldCodeProps {
  holdId: string;
  contact: string;
  sentCode: Draft["code"];
  onSent: (code: Draft["code"]) => void;
  code: string;
  onCode: (code: string) => void;
  error: string | undefined;
}

/**
 * The field for the code of a hold. The code is requested when the step is shown, unless an earlier code is still
 * valid, and again by a button.
 */
export function HoldCode({ holdId, contact, sentCode, onSent, code, onCode, error }: HoldCodeProps) {
  const [t, deadline] = [useTranslations("booking.confirm.code"), useDeadline()];
  const sending = useMutation({
    mutationFn: async () => {
      const { body, here } = await dated(api.POST("/v1/holds/{hold_id}/code", { params: { path: { hold_id: holdId } } }));
      const at = (instant: string) => new Date(here(instant)).toISOString();
      return { resendAt: at(body.resend_at), expiresAt: at(body.expires_at) };
    },
    // The request is refused for some seconds if the sign-in has just sent a code.
    retry: (failures, error) => failures < 2 && isSoon(error),
    retryDelay: (_, error) => retryAfter(error) * 1000,
    onSuccess: onSent,
  });
  const { mutate } = sending;
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current || (sentCode && Date.parse(sentCode.expiresAt) > Date.now())) return;
    isAsked.current = true;
    mutate();
  }, [mutate, sentCode]);
  const wait = useSecondsUntil(sentCode?.resendAt) ?? 0;
  const sent = sentCode ? t("sent", { contact, ...deadline(sentCode.expiresAt) }) : undefined;
  return (
    <div className="grid gap-3 rounded-md border border-line p-4">
      <CodeField id="hold-code" label={t("label")} hint={sent} value={code} onChange={onCode} error={error} isRequired />
      <Announcer>{sent}</Announcer>
      {sending.isPending && sending.failureReason ? (
        <Banner isLive title={t("soon", { seconds: retryAfter(sending.failureReason) })} />
      ) : null}
      {sending.isError ? (
        <Banner tone="warning" isLive title={t(whyNot(sending.error), { seconds: retryAfter(sending.error) })} />
      ) : null}
      <Button kind="secondary" className="justify-self-start" isDisabled={wait > 0} isPending={sending.isPending} onPress={() => mutate()}>
        {wait > 0 ? t("resendIn", { seconds: wait }) : t(sentCode ? "resend" : "send")}
      </Button>
      <p className="text-sm text-soft">{t("late")}</p>
    </div>
  );
}

function whyNot(error: Error) {
  if (isProblem(error, "no-contact")) return "noContact";
  if (isProblem(error) && error.status === 429) return "wait";
  return "away";
}

const SOON_SECONDS = 60;

function isSoon(error: Error): boolean {
  return isProblem(error) && error.status === 429 && retryAfter(error) <= SOON_SECONDS;
}

function retryAfter(error: Error): number {
  return isProblem(error) ? Math.ceil(error.retryAfterSeconds ?? 30) : 30;
}
