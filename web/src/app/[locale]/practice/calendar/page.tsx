import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { CalendarLink } from "@/features/practice/calendar/calendar-link";
import { practiceMetadata } from "@/features/practice/metadata";
import { PracticePage } from "@/features/practice/practice-page";

export const dynamic = "force-dynamic";
export const generateMetadata = () => practiceMetadata("calendar");

export default function CalendarPage() {
  return (
    <PracticePage section="calendar">
      {async ({ api, doctor }) => {
        const t = await getTranslations("practice.calendar");
        const params = { path: { doctor_id: doctor.id } };
        const { url } = await answer(api.GET("/v1/doctors/{doctor_id}/calendar-link", { params }));
        return (
          <>
            <h1 className="text-2xl">{t("title")}</h1>
            <p className="mt-2 mb-6 max-w-prose text-soft">{t("lead")}</p>
            <CalendarLink doctorId={doctor.id} initial={url} />
          </>
        );
      }}
    </PracticePage>
  );
}
