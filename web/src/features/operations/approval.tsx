"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Link } from "@/components/link";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";

interface ApprovalProps {
  doctorId: string;
  name: string;
  isApproved: boolean;
}

/** Lists a doctor, or takes one off the list again. */
export function Approval({ doctorId, name, isApproved: initial }: ApprovalProps) {
  const [t, common] = [useTranslations("operations.approval"), useTranslations("common")];
  const say = useToast();
  const [isApproved, setApproved] = useState(initial);
  const [isAsked, setAsked] = useState(false);
  const params = { path: { doctor_id: doctorId } };
  const decided = useMutation({
    mutationFn: () =>
      answer(
        isApproved
          ? api.POST("/v1/doctors/{doctor_id}/suspend", { params })
          : api.POST("/v1/doctors/{doctor_id}/approve", { params }),
      ),
    onSuccess: ({ approved }) => {
      setApproved(approved);
      setAsked(false);
      say(approved ? t("approved", { name }) : t("suspended", { name }));
    },
  });
  const action = isApproved ? t("suspend") : t("approve");
  return (
    <div className="mb-6">
      <Banner tone={isApproved ? "good" : "warning"} title={isApproved ? t("isListed") : t("isWaiting")}>
        {isApproved ? (
          <Link href={`/doctors/${doctorId}`} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
            {t("toPublic")}
          </Link>
        ) : (
          <p>{t("waitingText")}</p>
        )}
      </Banner>
      <Button kind={isApproved ? "secondary" : "primary"} className="mt-4" onPress={() => setAsked(true)}>
        {action}
      </Button>
      <ConfirmDialog
        title={isApproved ? t("suspendOf", { name }) : t("approveOf", { name })}
        isOpen={isAsked}
        onClose={() => {
          decided.reset();
          setAsked(false);
        }}
        closeLabel={common("close")}
        kind={isApproved ? "danger" : "primary"}
        confirmLabel={action}
        backLabel={t("back")}
        onConfirm={() => decided.mutate()}
        isPending={decided.isPending}
        error={decided.error}
      >
        <p>{isApproved ? t("suspendText") : t("approveText")}</p>
      </ConfirmDialog>
    </div>
  );
}
