import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

import { answer, type Api } from "@/api/client";
import { visitorApi } from "@/api/server";
import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";
import { SectionNav } from "@/components/section-nav";
import { ClinicDay } from "@/features/desk/clinic-day";
import { dayOf } from "@/features/practice/shared/day-address";
import { PeriodNav } from "@/features/practice/shared/period-nav";
import { addDays, dayIn, longDay, ofDay } from "@/lib/time";
import { hiddenFromOthers, requireRole } from "@/session/guard";
import { signedIn } from "@/session/signed-in";

export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  await hiddenFromOthers("desk");
  const t = await getTranslations("clinics.day");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** One day of a clinic, for those at its desk. */
export default async function DeskPage({ searchParams }: Props) {
  await requireRole("desk", "/desk");
  const { clinic, date } = await searchParams;
  return <Page>{await signedIn("/desk", day(await visitorApi(), [clinic].flat()[0], dayOf(date)))}</Page>;
}

async function day(api: Api, asked: string | undefined, date: string | undefined) {
  const [t, locale] = [await getTranslations("clinics.day"), await getLocale()];
  const { items } = await answer(api.GET("/v1/me/clinics"));
  const shown = items.find(({ id }) => id === asked) ?? items[0];
  if (!shown) return <PageTitle title={t("noClinic")} lead={t("noClinicText")} />;
  const query = date ? { date } : {};
  const agenda = await answer(api.GET("/v1/clinics/{clinic_id}/agenda", { params: { path: { clinic_id: shown.id }, query } }));
  const href = (to: string) => `/desk?${new URLSearchParams({ clinic: shown.id, date: to }).toString()}`;
  const today = dayIn(new Date(), agenda.time_zone);
  return (
    <>
      {items.length > 1 ? (
        <SectionNav
          label={t("clinics")}
          sections={items.map(({ id, name }) => ({ path: `/desk?clinic=${id}`, label: name, isCurrent: id === shown.id }))}
        />
      ) : null}
      <PageTitle title={shown.name} lead={longDay(ofDay(agenda.date), locale, "UTC")} />
      <div className="mb-6">
        <PeriodNav
          label={t("days")}
          previous={{ href: href(addDays(agenda.date, -1)), label: t("previous") }}
          current={agenda.date === today ? null : { href: href(today), label: t("today") }}
          following={{ href: href(addDays(agenda.date, 1)), label: t("following") }}
        />
      </div>
      <ClinicDay agenda={agenda} />
    </>
  );
}
