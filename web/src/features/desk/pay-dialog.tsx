"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { repeated } from "@/api/repeating";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { InputField } from "@/components/input-field";
import { ButtonLink } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { SegmentedControl } from "@/components/segmented-control";
import { Banner } from "@/components/status";
import { majorUnits, minorUnits, money, mostMajorUnits, type Money } from "@/lib/money";
import { isAbout, useFaults } from "@/lib/use-faults";

import type { Payment } from "./types";

/** What is paid for: the patient's name, the amount due (0 if it is not known), and the appointment or queue number. */
export interface Payable {
  name: string;
  due: Money;
  body: { appointment_id: string } | { ticket_id: string };
}

const METHODS = ["cash", "card", "upi"] as const;
type Method = (typeof METHODS)[number];

interface PayDialogProps {
  clinicId: string;
  paying: Payable | null;
  onClose: () => void;
  onPaid: () => void;
}

/** Records a payment of `paying`, and then offers its receipt; closed while `paying` is null. */
export function PayDialog({ paying, onClose, ...props }: PayDialogProps) {
  const [t, common] = [useTranslations("desk.pay"), useTranslations("common")];
  return (
    <Dialog title={t("title", { name: paying?.name ?? "" })} isOpen={paying !== null} onClose={onClose} closeLabel={common("close")}>
      {paying ? <PayForm paying={paying} onClose={onClose} {...props} /> : null}
    </Dialog>
  );
}

function PayForm({ clinicId, paying, onClose, onPaid }: PayDialogProps & { paying: Payable }) {
  const [t, locale] = [useTranslations("desk.pay"), useLocale()];
  const { currency } = paying.due;
  const [text, setText] = useState(paying.due.amount > 0 ? majorUnits(paying.due) : "");
  const [method, setMethod] = useState<Method>("cash");
  const [key] = useState(() => crypto.randomUUID());
  const { form, faults, find } = useFaults<"amount">();
  const amount = minorUnits(text, currency);
  const badAmount = t("badAmount", { most: mostMajorUnits(currency, locale) });
  const pay = useMutation({
    mutationFn: () => {
      const params = { path: { clinic_id: clinicId }, header: { "Idempotency-Key": key } };
      const body = { ...paying.body, paid: { amount, currency }, method };
      return repeated(() => answer(api.POST("/v1/clinics/{clinic_id}/payments", { params, body })));
    },
    onSuccess: onPaid,
    onError: (error) => {
      if (isAbout(error, "amount")) find({ amount: badAmount });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!find({ amount: amount > 0 ? undefined : badAmount })) pay.mutate();
  };
  if (pay.data) return <Paid payment={pay.data} clinicId={clinicId} onClose={onClose} />;
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-4">
      <InputField label={currency === "INR" ? t("amount") : t("amountIn", { currency })} inputMode="decimal" autoFocus value={text} error={faults.amount} maxLength={12} onChange={({ target }) => setText(target.value)} />
      <SegmentedControl
        legend={t("method")}
        name="method"
        value={method}
        onChange={(value) => setMethod(value as Method)}
        segments={METHODS.map((each) => ({ value: each, label: t(`methods.${each}`) }))}
      />
      {faults.amount ? null : <ProblemBanner error={pay.error} />}
      <Button type="submit" isPending={pay.isPending} className="justify-self-start">
        {t("submit")}
      </Button>
    </form>
  );
}

function Paid({ payment, clinicId, onClose }: { payment: Payment; clinicId: string; onClose: () => void }) {
  const [t, locale] = [useTranslations("desk.pay"), useLocale()];
  return (
    <>
      <Banner tone="good" isLive title={t("done", { number: payment.number })}>
        <p>{t("doneText", { amount: money(payment.paid, locale), method: t(`methods.${payment.method}`) })}</p>
      </Banner>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button autoFocus onPress={onClose}>
          {t("close")}
        </Button>
        <ButtonLink kind="secondary" href={`/desk/receipts/${payment.year}/${payment.number}?clinic=${clinicId}`}>
          {t("print")}
        </ButtonLink>
      </div>
    </>
  );
}
