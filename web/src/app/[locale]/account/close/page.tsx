import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { visitorApi } from "@/api/server";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";
import { Closing } from "@/features/account/closing";
import { ClosingFacts } from "@/features/account/closing-facts";
import { apiQuery, isAhead } from "@/features/appointments/question";
import { Messages } from "@/i18n/messages";
import { orSignIn } from "@/session/signed-in";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.close");
  return { title: t("title"), robots: { index: false } };
}

/** Explains the closing of an account and asks for the code. For staff it says who can disable their account. */
export default async function ClosePage() {
  const [t, api, now] = [await getTranslations("account.close"), await visitorApi(), new Date()];
  const query = { ...apiQuery({ show: "upcoming", cursor: null }, now), limit: 100 };
  const [account, booked] = await orSignIn(
    "/account/close",
    Promise.all([answer(api.GET("/v1/me")), answer(api.GET("/v1/appointments", { params: { query: query } }))]),
  );
  if (account.role !== "patient") {
    return (
      <Page isNarrow>
        <PageTitle title={t("title")} lead={t("staff")} />
        <Link href="/account">{t("toAccount")}</Link>
      </Page>
    );
  }
  const visits = booked.items.filter((each) => isAhead(each, now));
  return (
    <Page isNarrow>
      <PageTitle title={t("title")} lead={t("lead")} />
      <div className="grid gap-6">
        <ClosingFacts visits={visits} hasMore={booked.next_cursor !== null} />
        <p>
          {t("copyFirst")} <Link href="/account">{t("toAccount")}</Link>
        </p>
        <Messages of={["common", "errors", "account"]}>
          <Card>
            <Closing contact={account.email ?? account.phone ?? ""} />
          </Card>
        </Messages>
      </div>
    </Page>
  );
}
