"use client";

import { useTranslations } from "next-intl";

import { Arrival } from "@/components/arrival";
import { Banner } from "@/components/status";

import { AffectedList } from "../shared/affected-list";
import type { Added } from "../shared/leave/use-adding";

interface LeaveDoneProps {
  added: Added;
  fate: "keep" | "cancel" | undefined;
  zone: string;
}

/**
 * The result of adding leave or extra hours, and the new state of each affected visit. The result takes the focus,
 * because the form is gone.
 */
export function LeaveDone({ added, fate, zone }: LeaveDoneProps) {
  const t = useTranslations("practice.leave");
  const isCancelling = fate === "cancel";
  const isUnfinished = isCancelling && added.affected_appointments.some(({ status }) => status === "booked");
  return (
    <Arrival key={added.id}>
      <Banner tone="good" isLive title={t(`done.${added.kind}`)}>
        <AffectedList
          affected={added.affected_appointments}
          zone={zone}
          text={isCancelling ? t("doneCancelled") : t("doneKept")}
          isStatusShown
        />
        {isUnfinished ? <p className="mt-2">{t("stillCancelling")}</p> : null}
      </Banner>
    </Arrival>
  );
}
