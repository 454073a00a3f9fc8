"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Card } from "@/components/card";
import { linkStyle } from "@/components/styles";
import type { Account } from "@/session/use-session";

import { CodeForm } from "./code-form";
import { leadOn } from "./lead-on";
import { PasswordForm } from "./password-form";
import { useRouter } from "@/i18n/navigation";

/** The page of the sign-in. `?next=` names the page that follows; by default it is the start page of the account's role. */
export function SignIn() {
  const t = useTranslations("session");
  const [isStaff, setStaff] = useState(false);
  const router = useRouter();
  const done = (account: Account) => router.replace(leadOn(account, location.search));
  return (
    <Card>
      <h1 className="text-2xl">{isStaff ? t("staffTitle") : t("title")}</h1>
      <p className="mt-2 mb-6 text-soft">{isStaff ? t("staffLead") : t("lead")}</p>
      {isStaff ? <PasswordForm onDone={done} /> : <CodeForm onDone={done} />}
      <button
        type="button"
        className={`${linkStyle} mt-6 min-h-tap cursor-pointer text-sm`}
        onClick={() => setStaff(!isStaff)}
      >
        {isStaff ? t("patientLink") : t("staffLink")}
      </button>
    </Card>
  );
}
