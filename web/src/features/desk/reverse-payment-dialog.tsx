"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { InputField } from "@/components/input-field";
import { useToast } from "@/components/toast";
import { money } from "@/lib/money";
import { useFaults } from "@/lib/use-faults";
import { useRepeatable } from "@/lib/use-repeatable";

import type { Payment } from "./types";

interface ReversePaymentDialogProps {
  clinicId: string;
  payment: Payment | null;
  onClose: () => void;
  onDone: () => void;
}

/** Reverses a payment by a counter-entry, for which a reason must be given; closed while `payment` is null. */
export function ReversePaymentDialog({ clinicId, payment, onClose, onDone }: ReversePaymentDialogProps) {
  const [t, common, locale] = [useTranslations("desk.payments"), useTranslations("common"), useLocale()];
  const say = useToast();
  const [reason, setReason] = useState("");
  const { form, faults, find } = useFaults<"reason", HTMLDivElement>();
  const takeBack = useRepeatable({
    send: ({ year, number, reason }: Pick<Payment, "year" | "number"> & { reason: string }, key) => {
      const params = { path: { clinic_id: clinicId, year, number }, header: { "Idempotency-Key": key } };
      return answer(api.POST("/v1/clinics/{clinic_id}/receipts/{year}/{number}/take-back", { params, body: { reason } }));
    },
    onSuccess: ({ number }) => {
      say(t("done", { number }));
      close();
    },
    onSettled: onDone,
  });
  const close = () => {
    takeBack.reset();
    find({});
    setReason("");
    onClose();
  };
  return (
    <ConfirmDialog
      title={t("takeBackOf", { number: payment?.number ?? 0 })}
      isOpen={payment !== null}
      onClose={close}
      closeLabel={common("close")}
      kind="danger"
      confirmLabel={t("takeBack")}
      backLabel={t("keep")}
      onConfirm={() => {
        if (!payment || find({ reason: reason.trim() ? undefined : t("noReason") })) return;
        takeBack.mutate({ year: payment.year, number: payment.number, reason: reason.trim() });
      }}
      isPending={takeBack.isPending}
      error={takeBack.error}
      isUnsure={takeBack.isUnsure}
    >
      <p className="mb-4">{payment ? t("takeBackText", { amount: money({ ...payment.paid, amount: -payment.paid.amount }, locale) }) : null}</p>
      <div ref={form}>
        <InputField label={t("reason")} error={faults.reason} maxLength={500} readOnly={takeBack.isFixed} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
    </ConfirmDialog>
  );
}
