import { getLocale, getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { ClosedDays } from "@/features/desk/closed-days";
import { DayBoard } from "@/features/desk/day-board";
import { DeskPage, deskMetadata, type Query } from "@/features/desk/desk-page";
import { DeskDays } from "@/features/desk/desk-days";
import { dayOf } from "@/features/practice/shared/day-address";
import { zoneName } from "@/lib/time";

export const dynamic = "force-dynamic";
export const generateMetadata = () => deskMetadata("today");

/** The page with one day of a clinic, for the people at its desk. */
export default async function DeskDayPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const date = dayOf(query.date);
  return (
    <DeskPage section="today" query={query}>
      {async ({ api, clinic }) => {
        const [t, locale] = [await getTranslations("desk"), await getLocale()];
        const params = { path: { clinic_id: clinic.id }, query: date ? { date } : {} };
        const [agenda, { items: holidays }] = await Promise.all([
          answer(api.GET("/v1/clinics/{clinic_id}/agenda", { params })),
          answer(api.GET("/v1/clinics/{clinic_id}/holidays", { params: { path: params.path } })),
        ]);
        const [first] = agenda.appointments;
        return (
          <>
            <DeskDays path="/desk" clinic={clinic} date={agenda.date} />
            <ClosedDays clinicId={clinic.id} date={agenda.date} holiday={agenda.holiday} holidays={holidays} />
            {first ? <p className="mb-4 text-sm text-soft">{t("zone", { zone: zoneName(first.starts_at, locale, agenda.time_zone) })}</p> : null}
            <DayBoard key={agenda.date} initial={agenda} />
          </>
        );
      }}
    </DeskPage>
  );
}
