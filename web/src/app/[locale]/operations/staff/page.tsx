import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { ButtonLink } from "@/components/link";
import { PageTitle } from "@/components/page-title";
import { foundOr404 } from "@/api/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { Invitation } from "@/features/operations/staff/invitation";
import { StaffList } from "@/features/operations/staff/staff-list";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("staff");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function StaffPage({ searchParams }: Props) {
  const { cursor } = await searchParams;
  return (
    <OperationsPage section="staff">
      {async (api) => {
        const t = await getTranslations("operations.staff");
        const query = { limit: 50, ...(typeof cursor === "string" ? { cursor } : {}) };
        const [me, page] = await foundOr404(
          Promise.all([answer(api.GET("/v1/me")), answer(api.GET("/v1/staff", { params: { query } }))]),
        );
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <Invitation />
            <StaffList staff={page.items} ownId={me.id} />
            {page.next_cursor ? (
              <ButtonLink kind="secondary" className="mt-6" href={`/operations/staff?cursor=${encodeURIComponent(page.next_cursor)}`}>
                {t("more")}
              </ButtonLink>
            ) : null}
          </>
        );
      }}
    </OperationsPage>
  );
}
