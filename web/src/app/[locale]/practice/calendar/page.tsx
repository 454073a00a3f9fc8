import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { PageTitle } from "@/components/page-title";
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
            <PageTitle title={t("title")} lead={t("lead")} />
            <CalendarLink doctorId={doctor.id} initial={url} />
          </>
        );
      }}
    </PracticePage>
  );
}
