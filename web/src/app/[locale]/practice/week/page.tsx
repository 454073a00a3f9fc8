import { getLocale, getTranslations } from "next-intl/server";

import { practiceMetadata } from "@/features/practice/metadata";
import { PracticePage } from "@/features/practice/practice-page";
import { dayOf } from "@/features/practice/shared/day-address";
import { mondayOf, weekOf } from "@/features/practice/week/week";
import { WeekCalendar } from "@/features/practice/week/week-calendar";
import { WeekNav } from "@/features/practice/week/week-nav";
import { addDays, dayIn, ofDay, shortDay, zoneName } from "@/lib/time";

export const dynamic = "force-dynamic";
export const generateMetadata = () => practiceMetadata("week");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WeekPage({ searchParams }: Props) {
  const asked = dayOf((await searchParams).from);
  return (
    <PracticePage section="week" query={asked ? `?from=${asked}` : ""}>
      {async ({ api, doctor }) => {
        const [t, locale] = [await getTranslations("practice"), await getLocale()];
        const today = dayIn(new Date(), doctor.time_zone);
        const monday = mondayOf(asked ?? today);
        const week = await weekOf(api, doctor.id, monday, doctor.time_zone);
        const shown = (day: string) => shortDay(ofDay(day), locale, "UTC");
        return (
          <>
            <div className="mb-2 flex flex-wrap items-end justify-between gap-4">
              <h1 className="text-2xl">{t("week.title", { from: shown(monday), until: shown(addDays(monday, 6)) })}</h1>
              <WeekNav monday={monday} current={mondayOf(today)} />
            </div>
            <p className="mb-6 text-sm text-soft">
              {t("zone", { zone: zoneName(ofDay(monday), locale, doctor.time_zone) })}{" "}
              <span className="max-lg:hidden">{t("week.blockHint")}</span>
            </p>
            <WeekCalendar week={week} today={today} places={{ doctorId: doctor.id, clinics: doctor.clinics }} />
          </>
        );
      }}
    </PracticePage>
  );
}
