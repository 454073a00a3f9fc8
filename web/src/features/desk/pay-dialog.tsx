"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { InputField } from "@/components/input-field";
import { ButtonLink } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { SegmentedControl } from "@/components/segmented-control";
import { Banner } from "@/components/status";
import { majorUnits, minorUnits, money, mostMajorUnits, type Money } from "@/lib/money";
import { isAbout, useFaults } from "@/lib/use-faults";
import { useRepeatable, type Repeated } from "@/lib/use-repeatable";

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

/**
 * Records a payment of `paying`, and then offers its receipt; closed while `paying` is null. A payment whose answer was
 * lost is repeated with its key, also after the dialog was closed.
 */
export function PayDialog({ clinicId, paying, onClose, onPaid }: PayDialogProps) {
  const [t, common] = [useTranslations("desk.pay"), useTranslations("common")];
  const pay = useRepeatable({
    send: (body: Schemas["NewPayment"], key) =>
      answer(api.POST("/v1/clinics/{clinic_id}/payments", { params: { path: { clinic_id: clinicId }, header: { "Idempotency-Key": key } }, body })),
    onSettled: onPaid, // after a lost answer too, so that the page shows what was paid
  });
  const close = () => {
    pay.reset();
    onClose();
  };
  return (
    <Dialog title={t("title", { name: paying?.name ?? "" })} isOpen={paying !== null} onClose={close} closeLabel={common("close")}>
      {paying && pay.data ? <Paid payment={pay.data} clinicId={clinicId} onClose={close} /> : null}
      {paying && !pay.data ? <PayForm paying={paying} pay={pay} /> : null}
    </Dialog>
  );
}

interface PayFormProps {
  paying: Payable;
  pay: Repeated<Schemas["NewPayment"], Payment>;
}

function PayForm({ paying, pay }: PayFormProps) {
  const [t, locale] = [useTranslations("desk.pay"), useLocale()];
  const { currency } = paying.due;
  const [text, setText] = useState(paying.due.amount > 0 ? majorUnits(paying.due) : "");
  const [method, setMethod] = useState<Method>("cash");
  const { form, faults, find } = useFaults<"amount">();
  const amount = minorUnits(text, currency);
  const badAmount = t("badAmount", { most: mostMajorUnits(currency, locale) });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!find({ amount: amount > 0 ? undefined : badAmount })) {
      pay.mutate({ ...paying.body, paid: { amount, currency }, method }, { onError: (error) => {
        if (isAbout(error, "amount")) find({ amount: badAmount });
      } });
    }
  };
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-4">
      <InputField label={currency === "INR" ? t("amount") : t("amountIn", { currency })} inputMode="decimal" autoFocus readOnly={pay.isFixed} value={text} error={faults.amount} maxLength={12} onChange={({ target }) => setText(target.value)} />
      <SegmentedControl
        legend={t("method")}
        name="method"
        value={method}
        onChange={(value) => setMethod(value as Method)}
        segments={METHODS.map((each) => ({ value: each, label: t(`methods.${each}`), isDisabled: pay.isUnsure && each !== method }))}
      />
      {faults.amount ? null : <ProblemBanner error={pay.error} isUnsure={pay.isUnsure} />}
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
