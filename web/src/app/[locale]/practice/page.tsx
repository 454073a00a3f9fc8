import { answer } from "@/api/client";
import { Agenda } from "@/features/practice/day/agenda";
import { DayNav } from "@/features/practice/day/day-nav";
import { practiceMetadata } from "@/features/practice/metadata";
import { PracticePage } from "@/features/practice/practice-page";
import { dayOf } from "@/features/practice/shared/day-address";
import { PlacesContext } from "@/features/practice/shared/place-select";
import { dayIn } from "@/lib/time";

export const dynamic = "force-dynamic";
export const generateMetadata = () => practiceMetadata("today");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TodayPage({ searchParams }: Props) {
  const date = dayOf((await searchParams).date);
  return (
    <PracticePage section="today" query={date ? `?date=${date}` : ""}>
      {async ({ api, doctor }) => {
        const params = { path: { doctor_id: doctor.id }, query: date ? { date } : {} };
        const agenda = await answer(api.GET("/v1/doctors/{doctor_id}/agenda", { params }));
        const today = dayIn(new Date(), agenda.time_zone);
        return (
          <>
            <DayNav day={agenda.date} today={today} />
            <PlacesContext value={{ doctorId: doctor.id, clinics: doctor.clinics }}>
              <Agenda key={agenda.date} initial={agenda} isToday={agenda.date === today} />
            </PlacesContext>
          </>
        );
      }}
    </PracticePage>
  );
}
