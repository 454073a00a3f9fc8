"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import type { Account } from "@/session/use-session";

import { OwnCode } from "./own-code";

/**
 * Downloads the account's data as a JSON file. If the sign-in is too long ago for this, a patient proves their identity
 * with a code, and staff are told to sign in again.
 */
export function Copy({ account }: { account: Account }) {
  const [t, say] = [useTranslations("account.copy"), useToast()];
  const downloading = useMutation({
    mutationFn: async () => {
      const content = await answer(api.GET("/v1/me/export"));
      const file = new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
      const link = Object.assign(document.createElement("a"), {
        href: URL.createObjectURL(file),
        download: "amrutam-my-data.json",
      });
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onSuccess: () => say(t("done")),
  });
  const isUnproved = isProblem(downloading.error, "step-up-required");
  if (isUnproved && account.role === "patient") {
    return (
      <div className="grid gap-4">
        <p>{t("prove")}</p>
        <OwnCode
          purpose="proof"
          contact={account.email ?? account.phone ?? ""}
          confirmLabel={t("confirm")}
          onCode={async (body) => {
            await answer(api.POST("/v1/auth/step-up", { body }));
            await downloading.mutateAsync();
          }}
        />
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-4">
      {isUnproved ? <Banner tone="info" isLive title={t("proveStaff")} /> : <ProblemBanner error={downloading.error} />}
      <Button kind="secondary" isPending={downloading.isPending} onPress={() => downloading.mutate()}>
        <Download aria-hidden size={18} />
        {t("download")}
      </Button>
    </div>
  );
}
