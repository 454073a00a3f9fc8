import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { ButtonLink } from "@/components/link";
import { PageTitle } from "@/components/page-title";
import { foundOr404 } from "@/api/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { ReadList } from "@/features/operations/read-list";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("reads");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pathOf = (account?: string, cursor?: string) => {
  const asked = new URLSearchParams({ ...(account && { account }), ...(cursor && { cursor }) }).toString();
  return `/operations/reads${asked ? `?${asked}` : ""}`;
};

export default async function ReadsPage({ searchParams }: Props) {
  const { account, cursor } = await searchParams;
  const who = typeof account === "string" ? account : undefined;
  return (
    <OperationsPage section="reads" path={pathOf(who)}>
      {async (api) => {
        const t = await getTranslations("operations.reads");
        const query = { limit: 50, ...(who && { account_id: who }), ...(typeof cursor === "string" && { cursor }) };
        const page = await foundOr404(answer(api.GET("/v1/operations/record-reads", { params: { query } })));
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            {who ? (
              <ButtonLink kind="secondary" className="mb-4" href={pathOf()}>
                {t("everybody")}
              </ButtonLink>
            ) : null}
            <ReadList reads={page.items} />
            {page.next_cursor ? (
              <ButtonLink kind="secondary" className="mt-6" href={pathOf(who, page.next_cursor)}>
                {t("more")}
              </ButtonLink>
            ) : null}
          </>
        );
      }}
    </OperationsPage>
  );
}
