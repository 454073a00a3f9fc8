import { useLocale, useTranslations } from "next-intl";

import { answer, type Schemas } from "@/api/client";
import { Booker } from "@/features/desk/booker";
import { DeskDays } from "@/features/desk/desk-days";
import { DeskPage, deskMetadata, type Query } from "@/features/desk/desk-page";
import { dayOf } from "@/features/practice/shared/day-address";
import { clock, dayIn, longDay } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<Query>;
}

const movesOf = ({ moves }: Query) => (typeof moves === "string" ? moves : null);

export async function generateMetadata({ searchParams }: Props) {
  return deskMetadata(movesOf(await searchParams) ? "move" : "book");
}

/** The page on which a desk books for a caller or for somebody at the desk; with `moves` it moves a booked appointment. */
export default async function DeskBookPage({ searchParams }: Props) {
  const query = await searchParams;
  const [date, moves] = [dayOf(query.date), movesOf(query)];
  return (
    <DeskPage section="book" page={moves ? "move" : "book"} query={query}>
      {async ({ api, clinic }) => {
        const moved = moves ? await answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: moves } } })) : null;
        const params = { path: { clinic_id: clinic.id }, query: date ? { date } : {} };
        const times = await answer(api.GET("/v1/clinics/{clinic_id}/times", { params }));
        const zone = times.time_zone;
        return (
          <>
            {moved ? <MovedVisit visit={moved} zone={zone} /> : null}
            <Booker
              key={moves ?? "new"}
              clinicName={clinic.name}
              initial={times}
              isToday={times.date === dayIn(new Date(), zone)}
              moved={moved}
              days={<DeskDays path="/desk/book" clinic={clinic} date={times.date} isAhead {...(moves && { more: { moves } })} />}
            />
          </>
        );
      }}
    </DeskPage>
  );
}

function MovedVisit({ visit, zone }: { visit: Schemas["AppointmentView"]; zone: string }) {
  const [t, locale, nameOf] = [useTranslations("desk.book"), useLocale(), usePatientName()];
  const { patient, starts_at } = visit;
  return (
    <p className="mb-4 text-lg">
      {t("moving", { name: nameOf(patient), day: longDay(starts_at, locale, zone), time: clock(starts_at, locale, zone) })}
    </p>
  );
}
