"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { shortDay } from "@/lib/time";

import { PasskeyDialog } from "./passkey-dialog";

export function PasskeyRow({ passkey, zone }: { passkey: Schemas["PasskeyView"]; zone: string }) {
  const [t, common, locale] = [useTranslations("passkey.keys"), useTranslations("common"), useLocale()];
  const [router, say] = [useRouter(), useToast()];
  const [asked, setAsked] = useState<"rename" | "remove" | null>(null);
  const { id: passkey_id, name, backed_up, created_at, last_used_at } = passkey;
  const removing = useMutation({
    mutationFn: () => answer(api.DELETE("/v1/me/passkeys/{passkey_id}", { params: { path: { passkey_id } } })),
    onSuccess: () => {
      setAsked(null);
      say(t("removed", { name }));
      router.refresh();
    },
  });
  const close = () => {
    removing.reset();
    setAsked(null);
  };
  const facts = [
    t("made", { day: shortDay(created_at, locale, zone) }),
    last_used_at ? t("used", { day: shortDay(last_used_at, locale, zone) }) : null,
    backed_up ? t("backedUp") : null,
  ];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-3">
      <div className="min-w-0">
        <p className="font-semibold">{name}</p>
        <p data-numbers className="text-sm text-soft">
          {facts.filter(Boolean).join(" · ")}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button kind="secondary" aria-label={t("renameOf", { name })} onPress={() => setAsked("rename")}>
          {t("rename")}
        </Button>
        <Button kind="secondary" aria-label={t("removeOf", { name })} onPress={() => setAsked("remove")}>
          {t("remove")}
        </Button>
      </div>
      <PasskeyDialog passkey={passkey} isOpen={asked === "rename"} onClose={close} />
      <ConfirmDialog
        title={t("removeOf", { name })}
        isOpen={asked === "remove"}
        onClose={close}
        closeLabel={common("close")}
        kind="danger"
        confirmLabel={t("remove")}
        backLabel={t("back")}
        onConfirm={() => removing.mutate()}
        isPending={removing.isPending}
        error={removing.error}
      >
        <p>{t("removeText")}</p>
      </ConfirmDialog>
    </li>
  );
}
