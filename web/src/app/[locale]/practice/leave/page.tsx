import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { PageTitle } from "@/components/page-title";
import { LeavePlanner } from "@/features/practice/leave/leave-planner";
import { practiceMetadata } from "@/features/practice/metadata";
import { PracticePage } from "@/features/practice/practice-page";
import { PlacesContext } from "@/features/practice/shared/place-select";
import { dayIn } from "@/lib/time";

export const dynamic = "force-dynamic";
export const generateMetadata = () => practiceMetadata("leave");

export default function LeavePage() {
  return (
    <PracticePage section="leave">
      {async ({ api, doctor }) => {
        const t = await getTranslations("practice.leave");
        const params = { path: { doctor_id: doctor.id } };
        const { items } = await answer(api.GET("/v1/doctors/{doctor_id}/exceptions", { params }));
        const today = dayIn(new Date(), doctor.time_zone);
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <PlacesContext value={{ doctorId: doctor.id, clinics: doctor.clinics }}>
              <LeavePlanner doctorId={doctor.id} zone={doctor.time_zone} today={today} initial={items} />
            </PlacesContext>
          </>
        );
      }}
    </PracticePage>
  );
}
