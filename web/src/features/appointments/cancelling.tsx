"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { isUncertain, repeated } from "@/api/repeating";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";

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
  const [attempt, setAttempt] = useState<{ key: string; reason: string } | null>(null);

  const cancelling = useMutation({
    mutationFn: (made: { key: string; reason: string }) => repeated(() => cancelled(appointment, made)),
    onSuccess: () => {
      setOpen(false);
      say(t("done"));
      router.replace(`/appointments/${appointment.id}`);
      router.refresh();
    },
    onError: (error) => {
      // The outcome is unknown. The next press repeats the request with its key.
      if (isUncertain(error)) return;
      setAttempt(null);
      if (isProblem(error) && [409, 412].includes(error.status)) router.refresh(); // the page then shows the present state
    },
  });

  function cancel() {
    const made = attempt ?? { key: crypto.randomUUID(), reason: reason.trim() };
    setAttempt(made);
    cancelling.mutate(made);
  }

  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog title={t("title")} closeLabel={common("close")} isOpen={isOpen} onClose={() => setOpen(false)} isAlert>
        <div className="grid gap-5">
          <p>{t("text", { what })}</p>
          <TextField label={t("reason")} rows={2} maxLength={2000} value={reason} onChange={setReason} isDisabled={attempt !== null} />
          {cancelling.isError ? <Banner tone="bad" isLive title={t(whyNot(cancelling.error))} /> : null}
          <div className="flex flex-wrap gap-3">
            <Button kind="danger" isPending={cancelling.isPending} onPress={cancel} className="max-sm:w-full">
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

/**
 * Cancels the appointment if it still has the version that the page showed (If-Match), so that a patient sees a change
 * made in the meantime before they cancel.
 */
function cancelled({ id, version }: CancellingProps["appointment"], { key, reason }: { key: string; reason: string }) {
  return answer(
    api.POST("/v1/appointments/{appointment_id}/cancel", {
      params: { path: { appointment_id: id }, header: { "Idempotency-Key": key, "If-Match": `"${version}"` } },
      body: reason ? { reason } : {},
    }),
  );
}

function whyNot(error: Error) {
  if (isUncertain(error)) return "unsure";
  if (isProblem(error, "not-sent")) return "offline";
  if (isProblem(error, "version-mismatch")) return "changed";
  if (isProblem(error, "already-started")) return "started";
  if (isProblem(error, "too-late-to-change")) return "tooLate";
  if (isProblem(error, "too-many-changes")) return "tooMany";
  return isProblem(error, "not-booked") ? "over" : "failed";
}
