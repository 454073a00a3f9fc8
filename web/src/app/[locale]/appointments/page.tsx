import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { labelOf, reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { EmptyState } from "@/components/empty-state";
import { ButtonLink, Link } from "@/components/link";
import { Page } from "@/components/page";
import { AppointmentCard } from "@/features/appointments/appointment-card";
import { FilterLinks } from "@/features/appointments/filter-links";
import { apiQuery, hrefOf, isShown, questionOf } from "@/features/appointments/question";
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
      <section aria-label={t(`shows.${question.show}`)} className="mt-6 grid gap-4">
        {shown.map((appointment) => (
          <AppointmentCard
            key={appointment.id}
            appointment={appointment}
            specialization={labelOf(specializations, appointment.doctor.specialization)}
            now={now}
          />
        ))}
        {shown.length === 0 && !page.next_cursor ? (
          <EmptyState title={t(`empty.${question.show}`)} text={t("empty.text")}>
            <ButtonLink href="/doctors">{t("find")}</ButtonLink>
          </EmptyState>
        ) : null}
      </section>
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
