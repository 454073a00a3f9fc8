"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { ProblemBanner } from "@/components/problem-banner";
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

/** It is final, so it is asked once. */
export function EndDialog({
  ending,
  onClose,
  onEnded,
}: {
  ending: Ending | null;
  onClose: () => void;
  onEnded: () => void;
}) {
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
  const close = () => {
    ended.reset();
    onClose();
  };
  const name = ending?.appointment.patient.name ?? "";
  const isComplete = ending?.kind === "complete";
  return (
    <Dialog
      isAlert
      isOpen={ending !== null}
      onClose={close}
      closeLabel={common("close")}
      title={isComplete ? t("completeOf", { name }) : t("noShowOf", { name })}
    >
      <ProblemBanner error={ended.error} className="mb-4" />
      <p>{isComplete ? t("completeText") : t("noShowText")}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button
          kind={isComplete ? "primary" : "danger"}
          isPending={ended.isPending}
          onPress={() => {
            if (ending) ended.mutate(ending);
          }}
        >
          {isComplete ? t("complete") : t("noShow")}
        </Button>
        <Button kind="secondary" onPress={close}>
          {t("back")}
        </Button>
      </div>
    </Dialog>
  );
}
