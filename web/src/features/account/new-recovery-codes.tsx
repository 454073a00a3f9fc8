"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { RecoveryCodes } from "@/components/recovery-codes";

/** Makes new recovery codes, which replace the earlier ones, and shows them once. */
export function NewRecoveryCodes() {
  const t = useTranslations("passkey.recovery");
  const making = useMutation({ mutationFn: () => answer(api.POST("/v1/me/recovery-codes")) });
  if (making.data) {
    return (
      <div className="grid gap-4">
        <RecoveryCodes codes={making.data.recovery_codes} />
        <Button className="justify-self-start" onPress={making.reset}>
          {t("kept")}
        </Button>
      </div>
    );
  }
  return (
    <>
      <ProblemBanner error={making.error} className="mb-4" />
      <Button kind="secondary" isPending={making.isPending} onPress={() => making.mutate()}>
        {t("make")}
      </Button>
    </>
  );
}
