import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Page } from "@/components/page";
import { SignIn } from "@/features/session/sign-in";
import { Messages } from "@/i18n/messages";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("session");
  return { title: t("title"), robots: { index: false } };
}

export default function SignInPage() {
  return (
    <Page isNarrow>
      <Messages of={["common", "session", "passkey"]}>
        <SignIn />
      </Messages>
    </Page>
  );
}
