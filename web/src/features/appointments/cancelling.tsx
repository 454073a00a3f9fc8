"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { useRepeatable } from "@/lib/use-repeatable";

interface CancellingProps {
  appointment: { id: string; version: number };
  /** The doctor's name, the day and the time of the visit, which the question before the cancellation names. */
  what: string;
}

/** A button that cancels an appointment after a question, in whose dialog the patient can give a reason. */
export function Cancelling({ appointment, what }: CancellingProps) {
  const t = useTranslations("appointments.cancel");
  const common = useTranslations("common");
  const router = useRouter();
  const say = useToast();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");

  const cancelling = useRepeatable({
    entries: ({ reason: given }: Cancelled) => given,
    send: cancelled,
    onSuccess: () => {
      setOpen(false);
      say(t("done"));
      router.replace(`/appointments/${appointment.id}`);
      router.refresh();
    },
    onError: (error) => {
      if (isProblem(error) && [409, 412].includes(error.status)) router.refresh(); // the page then shows the present state
    },
  });

  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog title={t("title")} closeLabel={common("close")} isOpen={isOpen} onClose={() => setOpen(false)} isAlert>
        <div className="grid gap-5">
          <p>{t("text", { what })}</p>
          <TextField label={t("reason")} rows={2} maxLength={2000} value={reason} onChange={setReason} isReadOnly={cancelling.isFixed} />
          {cancelling.isError ? <Banner tone="bad" isLive title={t(whyNot(cancelling.error, cancelling.isUnsure))} /> : null}
          <div className="flex flex-wrap gap-3">
            <Button kind="danger" isPending={cancelling.isPending} onPress={() => cancelling.mutate({ ...appointment, reason: reason.trim() })} className="max-sm:w-full">
              {t("confirm")}
            </Button>
            <Button kind="secondary" isDisabled={cancelling.isPending} onPress={() => setOpen(false)} className="max-sm:w-full">
              {t("keep")}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

interface Cancelled {
  id: string;
  version: number;
  reason: string;
}

/**
 * Cancels the appointment if it still has the version that the page showed (If-Match), so that a patient sees a change
 * made in the meantime before they cancel.
 */
function cancelled({ id, version, reason }: Cancelled, key: string) {
  return answer(
    api.POST("/v1/appointments/{appointment_id}/cancel", {
      params: { path: { appointment_id: id }, header: { "Idempotency-Key": key, "If-Match": `"${version}"` } },
      body: reason ? { reason } : {},
    }),
  );
}

function whyNot(error: Error, isUnsure: boolean) {
  if (isProblem(error, "not-sent")) return "offline";
  if (isUnsure) return "unsure";
  if (isProblem(error, "version-mismatch")) return "changed";
  if (isProblem(error, "already-started")) return "started";
  if (isProblem(error, "too-late-to-change")) return "tooLate";
  if (isProblem(error, "too-many-changes")) return "tooMany";
  return isProblem(error, "not-booked") ? "over" : "failed";
}
