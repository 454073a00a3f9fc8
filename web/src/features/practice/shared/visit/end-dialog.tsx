"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useToast } from "@/components/toast";
import { clock, longDay } from "@/lib/time";

import type { AgendaAppointment } from "../types";
import { nameOf } from "./steps";

export interface Ending {
  appointment: AgendaAppointment;
  kind: "complete" | "missed" | "cancel" | "reopen";
}

/** Closes, cancels or reopens a visit. A cancellation's idempotency key contains the visit's version, so a repeated request has no second effect. */
function end({ appointment: { id, version }, kind }: Ending) {
  const [path, header] = [{ appointment_id: id }, { "If-Match": `"${version}"` }];
  if (kind === "cancel") {
    const keyed = { ...header, "Idempotency-Key": `cancel-${id}-${version}` };
    return answer(api.POST("/v1/appointments/{appointment_id}/cancel", { params: { path, header: keyed } }));
  }
  const params = { path, header };
  if (kind === "complete") return answer(api.POST("/v1/appointments/{appointment_id}/complete", { params }));
  if (kind === "missed") return answer(api.POST("/v1/appointments/{appointment_id}/no-show", { params }));
  return answer(api.POST("/v1/appointments/{appointment_id}/reopen", { params }));
}

interface EndDialogProps {
  ending: Ending | null;
  /** The visits that the page shows at present. The dialog takes the visit's newest version from them. */
  visits: readonly AgendaAppointment[];
  zone: string;
  onClose: () => void;
  onEnded: () => void;
}

/** Asks for confirmation before a visit is closed, cancelled or reopened, because other people rely on the visit. */
export function EndDialog({ ending: asked, visits, zone, onClose, onEnded }: EndDialogProps) {
  const ending = asked && { ...asked, appointment: visits.find(({ id }) => id === asked.appointment.id) ?? asked.appointment };
  const [t, common] = [useTranslations("practice.end"), useTranslations("common")];
  const [say, locale] = [useToast(), useLocale()];
  const ended = useMutation({
    mutationFn: end,
    onSuccess: (_, { kind }) => {
      say(t(`${kind}.done`));
      onEnded();
      onClose();
    },
    onError: (error) => {
      if (isProblem(error) && (error.status === 412 || error.status === 409)) onEnded();
    },
  });
  const name = ending ? nameOf(ending.appointment) : "";
  const kind = ending?.kind ?? "complete";
  return (
    <ConfirmDialog
      title={t(`${kind}.of`, { name })}
      isOpen={ending !== null}
      onClose={() => {
        ended.reset();
        onClose();
      }}
      closeLabel={common("close")}
      kind={kind === "complete" || kind === "reopen" ? "primary" : "danger"}
      confirmLabel={t(`${kind}.do`)}
      backLabel={t("back")}
      onConfirm={() => {
        if (ending) ended.mutate(ending);
      }}
      isPending={ended.isPending}
      error={ended.error}
    >
      {ending ? (
        <p data-numbers className="mb-3 font-semibold">
          {longDay(ending.appointment.starts_at, locale, zone)}, {clock(ending.appointment.starts_at, locale, zone)}
        </p>
      ) : null}
      <p>{t(`${kind}.text`)}</p>
    </ConfirmDialog>
  );
}
