"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { InputField } from "@/components/input-field";
import { useToast } from "@/components/toast";
import { clock, longDay } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";
import { useRepeatable } from "@/lib/use-repeatable";

import type { Visit } from "./types";

interface CancelDialogProps {
  visit: Visit | null;
  zone: string;
  onClose: () => void;
  onEnded: () => void;
}

interface Cancelled {
  visit: Visit;
  reason: string | null;
}

/** Cancels a visit for a caller, with an optional reason that is kept in the visit's history. */
export function CancelDialog({ visit, zone, onClose, onEnded }: CancelDialogProps) {
  const [t, common, nameOf] = [useTranslations("desk.day"), useTranslations("common"), usePatientName()];
  const [say, locale] = [useToast(), useLocale()];
  const [why, setWhy] = useState("");
  const cancel = useRepeatable({
    entries: ({ visit: { id }, reason }: Cancelled) => ({ id, reason }),
    send: ({ visit: { id, version }, reason }, key) => {
      const header = { "Idempotency-Key": key, "If-Match": `"${version}"` };
      return answer(api.POST("/v1/appointments/{appointment_id}/cancel", { params: { path: { appointment_id: id }, header }, body: { reason } }));
    },
    onSuccess: () => {
      say(t("cancelled"));
      close();
    },
    onSettled: onEnded,
  });
  const close = () => {
    cancel.reset();
    setWhy("");
    onClose();
  };
  return (
    <ConfirmDialog
      title={t("cancelTitle", { name: visit ? nameOf(visit.patient) : "" })}
      isOpen={visit !== null}
      onClose={close}
      closeLabel={common("close")}
      kind="danger"
      confirmLabel={t("cancelDo")}
      backLabel={t("keep")}
      onConfirm={() => {
        if (visit) cancel.mutate({ visit, reason: why.trim() || null });
      }}
      isPending={cancel.isPending}
      error={cancel.error}
      isUnsure={cancel.isUnsure}
    >
      {visit ? (
        <p data-numbers className="mb-3 font-semibold">
          {longDay(visit.starts_at, locale, zone)}, {clock(visit.starts_at, locale, zone)}
        </p>
      ) : null}
      <p className="mb-4">{t("cancelText")}</p>
      <InputField label={t("cancelWhy")} maxLength={500} readOnly={cancel.isFixed} value={why} onChange={({ target }) => setWhy(target.value)} />
    </ConfirmDialog>
  );
}
