import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { PageTitle } from "@/components/page-title";
import { HoursEditor } from "@/features/practice/hours/hours-editor";
import { practiceMetadata } from "@/features/practice/metadata";
import { PracticePage } from "@/features/practice/practice-page";
import { PlacesContext } from "@/features/practice/shared/place-select";

export const dynamic = "force-dynamic";
export const generateMetadata = () => practiceMetadata("hours");

export default function HoursPage() {
  return (
    <PracticePage section="hours">
      {async ({ api, doctor }) => {
        const t = await getTranslations("practice.hours");
        const params = { path: { doctor_id: doctor.id } };
        const schedule = await answer(api.GET("/v1/doctors/{doctor_id}/schedule", { params }));
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <PlacesContext value={{ doctorId: doctor.id, clinics: doctor.clinics }}>
              <HoursEditor doctorId={doctor.id} initial={schedule} />
            </PlacesContext>
          </>
        );
      }}
    </PracticePage>
  );
}
