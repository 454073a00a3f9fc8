import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { PageTitle } from "@/components/page-title";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { DayFigures } from "@/features/operations/overview/day-figures";
import { DoctorFigures } from "@/features/operations/overview/doctor-figures";
import { NextAvailable } from "@/features/operations/overview/next-available";
import { Today } from "@/features/operations/overview/today";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("overview");

export default function OverviewPage() {
  return (
    <OperationsPage section="overview">
      {async (api) => {
        const t = await getTranslations("operations.overview");
        const overview = await answer(api.GET("/v1/operations/overview"));
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <div className="grid gap-8">
              <Today days={overview.days} />
              <DayFigures days={overview.days} />
              <DoctorFigures doctors={overview.doctors} />
              <NextAvailable specializations={overview.specializations} zone={overview.time_zone} />
            </div>
          </>
        );
      }}
    </OperationsPage>
  );
}
