import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { answer } from "@/api/client";
import { visitorApi } from "@/api/server";
import { orSignIn } from "@/session/signed-in";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { Copy } from "@/features/account/copy";
import { Consents } from "@/features/account/consents";
import { Email } from "@/features/account/email";
import { Family } from "@/features/account/family";
import { Preferences } from "@/features/account/preferences";
import { Sessions } from "@/features/account/sessions";
import { SigningOut } from "@/features/account/signing-out";
import { Messages } from "@/i18n/messages";
import { offsetName } from "@/lib/time";
import { placeOf } from "@/lib/zone-places";
import { StepUp } from "@/session/step-up";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title"), robots: { index: false } };
}

export default async function AccountPage() {
  const [t, locale, api] = [await getTranslations("account"), await getLocale(), await visitorApi()];
  const [account, patients, notice, consents, sessions] = await orSignIn(
    "/account",
    Promise.all([
      answer(api.GET("/v1/me")),
      answer(api.GET("/v1/me/patients")),
      answer(api.GET("/v1/consent-notice", { params: { query: { locale } } })),
      answer(api.GET("/v1/me/consents")),
      answer(api.GET("/v1/me/sessions")),
    ]),
  );
  const zone = await getTranslations("zone");
  const { time_zone } = account;
  return (
    <Page isNarrow>
      <h1 className="text-2xl">{t("title")}</h1>
      <p className="mt-1 mb-6 flex flex-wrap items-center justify-between gap-x-6 text-soft">
        {t("signedInAs", { contact: account.email ?? account.phone ?? "" })}
        <Link href="/appointments">{t("appointments")}</Link>
      </p>
      <Messages of={["common", "errors", "account", "family", "zone", ...(account.role === "patient" ? [] : (["passkey"] as const))]}>
        <div className="grid gap-6">
          <Part title={t("family.title")} lead={t("family.lead")}>
            <Family patients={patients.items} />
          </Part>
          <Part title={t("preferences.title")} lead={zone("messages", { place: placeOf(time_zone, locale), offset: offsetName(new Date(), locale, time_zone) })}>
            <Preferences account={account} />
          </Part>
          <Part title={t("email.title")} lead={t("email.lead", { email: account.email ?? account.phone ?? "" })}>
            <Email account={account} />
          </Part>
          <Part title={t("consents.title")} lead={t("consents.lead")}>
            <Consents notice={notice} consents={consents.items} zone={account.time_zone} />
          </Part>
          {account.role === "patient" ? null : (
            <Part title={t("security.title")} lead={t("security.lead")}>
              <Link href="/account/security">{t("security.open")}</Link>
            </Part>
          )}
          <Part title={t("sessions.title")} lead={t("sessions.lead")}>
            <Sessions sessions={sessions.items} zone={account.time_zone} />
          </Part>
          <Part title={t("copy.title")} lead={t("copy.lead")}>
            <Copy account={account} />
          </Part>
          <Part title={t("signOut.title")}>
            <SigningOut />
          </Part>
          <Part title={t("close.title")} lead={t(account.role === "patient" ? "close.lead" : "close.staff")}>
            {account.role === "patient" ? <Link href="/account/close">{t("close.open")}</Link> : null}
          </Part>
        </div>
        {account.role === "patient" ? null : <StepUp />}
      </Messages>
    </Page>
  );
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="text-xl">{title}</h2>
      {lead ? <p className="mt-1 text-soft">{lead}</p> : null}
      <div className="mt-4">{children}</div>
    </Card>
  );
}
