"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { useSessionActions } from "@/session/use-session";

export function SigningOut() {
  const t = useTranslations("account.signOut");
  const { signOut } = useSessionActions();
  const leaving = useMutation({ mutationFn: (everywhere: boolean) => signOut({ everywhere }) });
  return (
    <div className="grid gap-3">
      {leaving.isError ? <Banner tone="bad" isLive title={t("failed")} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button kind="secondary" isPending={leaving.isPending} onPress={() => leaving.mutate(false)}>
          {t("here")}
        </Button>
        <Button kind="secondary" isPending={leaving.isPending} onPress={() => leaving.mutate(true)}>
          {t("everywhere")}
        </Button>
      </div>
      <p className="text-sm text-soft">{t("everywhereHint")}</p>
    </div>
  );
}
