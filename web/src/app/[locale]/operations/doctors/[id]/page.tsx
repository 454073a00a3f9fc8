import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { ButtonLink } from "@/components/link";
import { Approval } from "@/features/operations/approval";
import { DoctorProfile } from "@/features/operations/doctor-profile";
import { foundOr404 } from "@/features/operations/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("doctors");

export default async function DoctorPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <OperationsPage section="doctors" path={`/operations/doctors/${encodeURIComponent(id)}`}>
      {async (api) => {
        const t = await getTranslations("operations.doctor");
        const path = { doctor_id: id };
        const doctor = await foundOr404(answer(api.GET("/v1/doctors/{doctor_id}", { params: { path } })));
        return (
          <>
            <h1 className="mb-4 text-2xl">{doctor.name}</h1>
            <Approval doctorId={doctor.id} name={doctor.name} isApproved={doctor.approved} />
            <DoctorProfile doctor={doctor} />
            <ButtonLink kind="secondary" className="mt-6" href={`/operations/appointments?doctor=${doctor.id}`}>
              {t("appointments")}
            </ButtonLink>
          </>
        );
      }}
    </OperationsPage>
  );
}
