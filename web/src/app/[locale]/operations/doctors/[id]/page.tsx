import { getTranslations } from "next-intl/server";
import { cache } from "react";

import { answer } from "@/api/client";
import { visitorApi } from "@/api/server";
import { ButtonLink } from "@/components/link";
import { Approval } from "@/features/operations/approval";
import { DoctorProfile } from "@/features/operations/doctor-profile";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { signedIn } from "@/session/signed-in";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

const pathOf = (id: string) => `/operations/doctors/${encodeURIComponent(id)}`;

const doctorOf = cache(async (id: string) => {
  const api = await visitorApi();
  return signedIn(pathOf(id), answer(api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id: id } } })));
});

export async function generateMetadata({ params }: Props) {
  const { id } = await params;
  const metadata = await operationsMetadata("doctors");
  await doctorOf(id); // one that does not exist has another title
  return metadata;
}

export default async function DoctorPage({ params }: Props) {
  const { id } = await params;
  return (
    <OperationsPage section="doctors" path={pathOf(id)}>
      {async () => {
        const t = await getTranslations("operations.doctor");
        const doctor = await doctorOf(id);
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
