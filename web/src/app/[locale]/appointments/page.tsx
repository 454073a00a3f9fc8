import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { ButtonLink, Link } from "@/components/link";
import { Page } from "@/components/page";
import { FilterLinks } from "@/features/appointments/filter-links";
import { apiQuery, hrefOf, isShown, questionOf } from "@/features/appointments/question";
import { VisitList } from "@/features/appointments/visit-list";
import { requireRole } from "@/session/guard";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("appointments");
  return { title: t("title"), robots: { index: false } };
}

export default async function AppointmentsPage({ searchParams }: Props) {
  const question = questionOf(await searchParams);
  const [t, api, now] = [await getTranslations("appointments"), await visitorApi(), new Date()];
  await requireRole("patient", hrefOf(question));
  const [page, { specializations }] = await Promise.all([
    answer(api.GET("/v1/appointments", { params: { query: apiQuery(question, now) } })),
    reference(await getLocale()),
  ]);
  const shown = page.items.filter((appointment) => isShown(appointment, question.show, now));
  return (
    <Page>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl">{t("title")}</h1>
        <Link href="/account">{t("account")}</Link>
      </div>
      <FilterLinks present={question.show} />
      <VisitList show={question.show} appointments={shown} specializations={specializations} hasMore={page.next_cursor !== null} now={now} />
      <p className="mt-6 flex flex-wrap justify-center gap-4">
        {page.next_cursor ? (
          <ButtonLink kind="secondary" href={hrefOf({ ...question, cursor: page.next_cursor })}>
            {t("more")}
          </ButtonLink>
        ) : null}
        {question.cursor ? <Link href={hrefOf({ ...question, cursor: null })}>{t("back")}</Link> : null}
      </p>
    </Page>
  );
}
