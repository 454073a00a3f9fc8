import { getTranslations } from "next-intl/server";

import { answer, type Schemas } from "@/api/client";
import { EmptyState } from "@/components/empty-state";
import { ButtonLink } from "@/components/link";
import { PageTitle } from "@/components/page-title";
import { foundOr404 } from "@/features/operations/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { WaitingDoctors } from "@/features/operations/waiting-doctors";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("doctors");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DoctorsPage({ searchParams }: Props) {
  const { cursor } = await searchParams;
  return (
    <OperationsPage section="doctors">
      {async (api) => {
        const t = await getTranslations("operations.doctors");
        const query = { approved: false, limit: 50, ...(typeof cursor === "string" ? { cursor } : {}) };
        const page = (await foundOr404(answer(api.GET("/v1/doctors", { params: { query } })))) as Schemas["WaitingPage"];
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            {page.items.length === 0 ? (
              <EmptyState title={t("none")} text={t("noneText")}>
                <ButtonLink kind="secondary" href="/operations/appointments">
                  {t("toAppointments")}
                </ButtonLink>
              </EmptyState>
            ) : (
              <WaitingDoctors page={page} />
            )}
          </>
        );
      }}
    </OperationsPage>
  );
}
