import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { AppointmentSearch } from "@/features/operations/appointment-search";
import { foundOr404 } from "@/api/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("appointments");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AppointmentsPage({ searchParams }: Props) {
  const { doctor: asked } = await searchParams;
  const id = typeof asked === "string" ? asked : null;
  return (
    <OperationsPage section="appointments" path={`/operations/appointments${id ? `?doctor=${encodeURIComponent(id)}` : ""}`}>
      {async (api) => {
        const t = await getTranslations("operations.search");
        const path = { doctor_id: id ?? "" };
        const doctor = id ? await foundOr404(answer(api.GET("/v1/doctors/{doctor_id}", { params: { path } }))) : null;
        return (
          <>
            <h1 className="mb-6 text-2xl">{t("title")}</h1>
            <AppointmentSearch doctor={doctor ? { id: doctor.id, name: doctor.name } : null} />
          </>
        );
      }}
    </OperationsPage>
  );
}
