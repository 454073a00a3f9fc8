import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { everyClinic } from "@/api/every-clinic";
import { ButtonLink } from "@/components/link";
import { DoctorProfile } from "@/features/operations/doctor-profile";
import { DoctorAccount } from "@/features/operations/doctors/account";
import { Approval } from "@/features/operations/doctors/approval";
import { ClinicsOf } from "@/features/operations/doctors/clinics-of";
import { DoctorFrame, doctorMetadata } from "@/features/operations/doctors/doctor-frame";
import { DoctorHistory } from "@/features/operations/doctors/doctor-history";
import { Handover } from "@/features/operations/doctors/handover";
import { Readiness } from "@/features/operations/doctors/readiness";
import { Rush } from "@/features/operations/doctors/rush";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return doctorMetadata((await params).id, "overview");
}

export default async function DoctorPage({ params }: Props) {
  const { id } = await params;
  return (
    <DoctorFrame id={id} part="overview">
      {async ({ api, doctor, known }) => {
        const t = await getTranslations("operations.doctor");
        const [clinics, upcoming] = await Promise.all([
          everyClinic(api),
          answer(api.GET("/v1/doctors/{doctor_id}/upcoming", { params: { path: { doctor_id: doctor.id } } })),
        ]);
        return (
          <div className="grid gap-6">
            <Approval doctorId={doctor.id} name={doctor.name} zone={doctor.time_zone} known={known} />
            {upcoming.count > 0 ? <Handover doctorId={doctor.id} name={doctor.name} zone={doctor.time_zone} initial={upcoming} /> : null}
            {known.state === "approved" ? <Rush doctorId={doctor.id} /> : <Readiness doctor={doctor} known={known} />}
            <div className="grid items-start gap-6 lg:grid-cols-2">
              <DoctorAccount doctorId={doctor.id} name={doctor.name} account={known.account} />
              <ClinicsOf doctor={doctor} clinics={clinics} />
            </div>
            <DoctorProfile doctor={doctor} />
            <DoctorHistory events={known.history} />
            <ButtonLink kind="secondary" className="justify-self-start" href={`/operations/appointments?doctor=${doctor.id}`}>
              {t("appointments")}
            </ButtonLink>
          </div>
        );
      }}
    </DoctorFrame>
  );
}
