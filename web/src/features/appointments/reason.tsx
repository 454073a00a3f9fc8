"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { linkStyle } from "@/components/styles";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";

import type { Appointment } from "./question";

const REASON_MAX = 2000;

interface ReasonProps {
  appointment: Pick<Appointment, "id" | "version" | "reason">;
  /** Whether the visit has not begun. */
  isChangeable: boolean;
}

/** The patient's reason for the visit, which can be edited until the visit begins. */
export function Reason({ appointment: { id, version, reason }, isChangeable }: ReasonProps) {
  const t = useTranslations("appointments.reason");
  const router = useRouter();
  const say = useToast();
  const [written, setWritten] = useState<string | null>(null);
  const saving = useMutation({
    mutationFn: (text: string) =>
      answer(
        api.PATCH("/v1/appointments/{appointment_id}", {
          params: { path: { appointment_id: id }, header: { "If-Match": `"${version}"` } },
          body: { reason: text },
        }),
      ),
    onSuccess: () => {
      say(t("saved"));
      setWritten(null);
      router.refresh();
    },
    onError: (error) => {
      if (isProblem(error) && [409, 412].includes(error.status)) router.refresh(); // the page then shows the present state
    },
  });
  if (written === null) {
    return (
      <>
        <span className="whitespace-pre-line">{reason ?? t("none")}</span>
        {isChangeable ? (
          <button type="button" onClick={() => setWritten(reason ?? "")} className={`${linkStyle} block min-h-tap cursor-pointer text-sm`}>
            {t(reason ? "change" : "add")}
          </button>
        ) : null}
      </>
    );
  }
  return (
    <div className="grid gap-3">
      <TextField label={t("label")} rows={4} maxLength={REASON_MAX} value={written} onChange={setWritten} hint={t("hint")} autoFocus />
      {saving.isError ? <Banner tone="bad" isLive title={t(whyNot(saving.error))} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button isPending={saving.isPending} onPress={() => saving.mutate(written.trim())}>
          {t("save")}
        </Button>
        <Button kind="secondary" onPress={() => setWritten(null)}>
          {t("keep")}
        </Button>
      </div>
    </div>
  );
}

function whyNot(error: Error) {
  if (isProblem(error, "version-mismatch")) return "changed";
  return isProblem(error, "already-started") || isProblem(error, "not-booked") ? "over" : "failed";
}
