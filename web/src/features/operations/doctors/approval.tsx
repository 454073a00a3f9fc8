"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Link } from "@/components/link";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";

import { Suspension } from "./suspension";

interface ApprovalProps {
  doctorId: string;
  name: string;
  zone: string;
  known: Schemas["DoctorOfStaff"];
}

/** Approves a doctor, or withdraws the approval by suspending the doctor. */
export function Approval({ doctorId, name, zone, known }: ApprovalProps) {
  const t = useTranslations("operations.approval");
  const [isSuspending, setSuspending] = useState(false);
  const { state } = known;
  if (state === "approved") {
    return (
      <div>
        <Banner tone="good" title={t("isListed")}>
          <Link href={`/doctors/${doctorId}`} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
            {t("toPublic")}
          </Link>
        </Banner>
        {isSuspending ? (
          <Suspension doctorId={doctorId} name={name} zone={zone} onClose={() => setSuspending(false)} />
        ) : (
          <Button kind="secondary" className="mt-4" onPress={() => setSuspending(true)}>
            {t("suspend")}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div>
      <Banner tone="warning" title={t(`is.${state}`)}>
        <p>{t(`text.${state}`)}</p>
        {known.upcoming > 0 ? <p>{t("stillBooked", { count: known.upcoming })}</p> : null}
      </Banner>
      <Approve doctorId={doctorId} name={name} state={state} />
    </div>
  );
}

function Approve({ doctorId, name, state }: { doctorId: string; name: string; state: "draft" | "waiting" | "suspended" }) {
  const [t, common] = [useTranslations("operations.approval"), useTranslations("common")];
  const [router, say] = [useRouter(), useToast()];
  const [isAsked, setAsked] = useState(false);
  const approve = useMutation({
    mutationFn: () => answer(api.POST("/v1/doctors/{doctor_id}/approve", { params: { path: { doctor_id: doctorId } } })),
    onSuccess: () => {
      setAsked(false);
      say(t("approved", { name }));
      router.refresh();
    },
  });
  const action = t(state === "suspended" ? "again" : "approve");
  return (
    <>
      <Button className="mt-4" kind={state === "draft" ? "secondary" : "primary"} onPress={() => setAsked(true)}>
        {action}
      </Button>
      <ConfirmDialog
        title={t("approveOf", { name })}
        isOpen={isAsked}
        onClose={() => {
          approve.reset();
          setAsked(false);
        }}
        closeLabel={common("close")}
        confirmLabel={action}
        backLabel={t("back")}
        onConfirm={() => approve.mutate()}
        isPending={approve.isPending}
        error={approve.error}
      >
        <p>{t("approveText")}</p>
        {state === "draft" ? <p className="mt-3 font-semibold">{t("noHours")}</p> : null}
      </ConfirmDialog>
    </>
  );
}
