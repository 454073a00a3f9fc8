import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { visitorApi } from "@/api/server";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";
import { Closing } from "@/features/account/closing";
import { apiQuery, isAhead } from "@/features/appointments/question";
import { Messages } from "@/i18n/messages";
import { clock, longDay } from "@/lib/time";
import { orSignIn } from "@/session/signed-in";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

const goes = ["contact", "family", "reasons", "sessions"] as const;
const stays = ["visits", "history", "day", "backups"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.close");
  return { title: t("title"), robots: { index: false } };
}

/** Explains the closing of an account and asks for the code. For staff it says who can disable their account. */
export default async function ClosePage() {
  const [t, locale, api, now] = [await getTranslations("account.close"), await getLocale(), await visitorApi(), new Date()];
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
        <Card>
          <h2 className="text-xl">{t("visits.title", { count: visits.length })}</h2>
          <ul className="mt-2 grid gap-1">
            {visits.map(({ id, starts_at, time_zone, doctor }) => (
              <li key={id} data-numbers>
                {longDay(starts_at, locale, time_zone)}, {clock(starts_at, locale, time_zone)} · {doctor.name}
              </li>
            ))}
            {booked.next_cursor ? <li>{t("visits.more")}</li> : null}
          </ul>
        </Card>
        <Card>
          <h2 className="text-xl">{t("goes.title")}</h2>
          <ul className="mt-2 list-disc ps-5">
            {goes.map((each) => (
              <li key={each}>{t(`goes.items.${each}`)}</li>
            ))}
          </ul>
        </Card>
        <Card>
          <h2 className="text-xl">{t("stays.title")}</h2>
          <ul className="mt-2 grid list-disc gap-2 ps-5">
            {stays.map((each) => (
              <li key={each}>{t(`stays.items.${each}`)}</li>
            ))}
          </ul>
          <p className="mt-3">{t("again")}</p>
        </Card>
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
