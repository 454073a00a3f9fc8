import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";

import { answer } from "@/api/client";
import { visitorApi } from "@/api/server";
import { Card } from "@/components/card";
import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";
import { Authenticator } from "@/features/account/authenticator";
import { NewRecoveryCodes } from "@/features/account/new-recovery-codes";
import { Passkeys } from "@/features/account/passkeys";
import { Password } from "@/features/account/password";
import { Messages } from "@/i18n/messages";
import { orSignIn } from "@/session/signed-in";
import { StepUp } from "@/session/step-up";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

export async function generateMetadata(): Promise<Metadata> {
  const [t, api] = [await getTranslations("passkey"), await visitorApi()];
  const { role } = await orSignIn("/account/security", answer(api.GET("/v1/me")));
  if (role === "patient") notFound(); // so that the title is also that of the not-found page
  return { title: t("title"), robots: { index: false } };
}

/**
 * The page of passkeys, password, authenticator and recovery codes. It exists for staff only, because patients sign in
 * with codes.
 */
export default async function SecurityPage() {
  const [t, account, api] = [await getTranslations("passkey"), await getTranslations("account.password"), await visitorApi()];
  const { role, time_zone } = await orSignIn("/account/security", answer(api.GET("/v1/me")));
  if (role === "patient") notFound();
  const passkeys = await orSignIn("/account/security", answer(api.GET("/v1/me/passkeys")));
  return (
    <Page isNarrow>
      <PageTitle title={t("title")} lead={t("lead")} />
      <Messages of={["common", "errors", "account", "passkey"]}>
        <div className="grid gap-6">
          <Part title={t("keys.title")} lead={t("keys.lead")}>
            <Passkeys passkeys={passkeys.items} zone={time_zone} />
          </Part>
          <Part title={account("title")} lead={account("lead")}>
            <Password />
          </Part>
          <Part title={t("authenticator.title")} lead={t("authenticator.lead")}>
            <Authenticator />
          </Part>
          <Part title={t("recovery.title")} lead={t("recovery.lead")}>
            <NewRecoveryCodes />
          </Part>
        </div>
        <StepUp />
      </Messages>
    </Page>
  );
}

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="text-xl">{title}</h2>
      <p className="mt-1 mb-4 text-soft">{lead}</p>
      {children}
    </Card>
  );
}
