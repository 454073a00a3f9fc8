"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useToast } from "@/components/toast";

import type { AgendaAppointment } from "./types";

export interface Ending {
  appointment: AgendaAppointment;
  kind: "complete" | "no-show";
}

function end({ appointment, kind }: Ending) {
  const params = { path: { appointment_id: appointment.id }, header: { "If-Match": `"${appointment.version}"` } };
  return answer(
    kind === "complete"
      ? api.POST("/v1/appointments/{appointment_id}/complete", { params })
      : api.POST("/v1/appointments/{appointment_id}/no-show", { params }),
  );
}

interface EndDialogProps {
  ending: Ending | null;
  onClose: () => void;
  onEnded: () => void;
}

/** It is final, so it is asked once. */
export function EndDialog({ ending, onClose, onEnded }: EndDialogProps) {
  const [t, common] = [useTranslations("practice.end"), useTranslations("common")];
  const say = useToast();
  const ended = useMutation({
    mutationFn: end,
    onSuccess: (_, { kind }) => {
      say(kind === "complete" ? t("completed") : t("missed"));
      onEnded();
      onClose();
    },
    onError: (error) => {
      if (isProblem(error) && (error.status === 412 || error.status === 409)) onEnded();
    },
  });
  const name = ending?.appointment.patient.name ?? "";
  const isComplete = ending?.kind === "complete";
  return (
    <ConfirmDialog
      title={isComplete ? t("completeOf", { name }) : t("noShowOf", { name })}
      isOpen={ending !== null}
      onClose={() => {
        ended.reset();
        onClose();
      }}
      closeLabel={common("close")}
      kind={isComplete ? "primary" : "danger"}
      confirmLabel={isComplete ? t("complete") : t("noShow")}
      backLabel={t("back")}
      onConfirm={() => {
        if (ending) ended.mutate(ending);
      }}
      isPending={ended.isPending}
      error={ended.error}
    >
      <p>{isComplete ? t("completeText") : t("noShowText")}</p>
    </ConfirmDialog>
  );
}
