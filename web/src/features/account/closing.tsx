"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { api, rememberCsrfToken } from "@/api/browser";
import { answer } from "@/api/client";
import { ButtonLink } from "@/components/link";
import { Banner } from "@/components/status";
import { becomeAccount } from "@/session/use-session";

import { OwnCode } from "./own-code";

/** The last step of closing an account: the user enters a new code, and a message confirms the closing. */
export function Closing({ contact }: { contact: string }) {
  const t = useTranslations("account.close");
  const [isClosed, setClosed] = useState(false);
  if (isClosed) {
    return (
      <div className="grid justify-items-start gap-4">
        <Banner tone="good" isLive title={t("done.title")}>
          {t("done.text")}
        </Banner>
        <ButtonLink href="/">{t("done.home")}</ButtonLink>
      </div>
    );
  }
  return (
    <OwnCode
      purpose="closing"
      contact={contact}
      confirmLabel={t("confirm")}
      confirmKind="danger"
      onCode={async (body) => {
        await answer(api.POST("/v1/me/close", { body }));
        setClosed(true);
        rememberCsrfToken(null);
        sessionStorage.clear();
        becomeAccount(null);
      }}
    />
  );
}
