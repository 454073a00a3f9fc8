import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Page } from "@/components/page";
import { SetPassword } from "@/features/session/set-password";
import { Messages } from "@/i18n/messages";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("session.setPassword");
  return { title: t("title"), robots: { index: false } };
}

export default async function SetPasswordPage() {
  const t = await getTranslations("session.setPassword");
  return (
    <Page isNarrow>
      <h1 className="text-2xl">{t("title")}</h1>
      <p className="mt-1 mb-6 text-soft">{t("lead")}</p>
      <Messages of={["common", "errors", "session", "passkey"]}>
        <SetPassword />
      </Messages>
    </Page>
  );
}
