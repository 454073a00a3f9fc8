"use client";

import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useToast } from "@/components/toast";
import { clock, longDay } from "@/lib/time";
import { useRepeatable } from "@/lib/use-repeatable";

import type { AgendaAppointment } from "../types";
import { nameOf } from "./steps";

export interface Ending {
  appointment: AgendaAppointment;
  kind: "complete" | "missed" | "cancel" | "reopen";
}

/** The status that each kind leads to. */
const STATUS = { complete: "completed", missed: "no_show", cancel: "cancelled", reopen: "booked" } as const;

/** Closes, cancels or reopens a visit. Only a cancellation has a key. */
function end({ appointment: { id, version }, kind }: Ending, key: string) {
  const [path, header] = [{ appointment_id: id }, { "If-Match": `"${version}"` }];
  if (kind === "cancel") {
    return answer(api.POST("/v1/appointments/{appointment_id}/cancel", { params: { path, header: { ...header, "Idempotency-Key": key } } }));
  }
  const params = { path, header };
  if (kind === "complete") return answer(api.POST("/v1/appointments/{appointment_id}/complete", { params }));
  if (kind === "missed") return answer(api.POST("/v1/appointments/{appointment_id}/no-show", { params }));
  return answer(api.POST("/v1/appointments/{appointment_id}/reopen", { params }));
}

/** The visit, if it has the status that was wanted. */
async function ifEnded({ appointment: { id }, kind }: Ending) {
  const now = await answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } }));
  return now.status === STATUS[kind] ? now : null;
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
  const ended = useRepeatable({
    entries: ({ appointment: { id }, kind }: Ending) => [id, kind],
    send: end,
    done: ifEnded,
    tries: 1,
    onSuccess: (_, { kind }) => {
      say(t(`${kind}.done`));
      onClose();
    },
    onSettled: onEnded,
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
      isUnsure={ended.isUnsure}
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
