import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { ButtonLink } from "@/components/link";
import { PageTitle } from "@/components/page-title";
import { DirectoryList } from "@/features/operations/doctors/directory-list";
import { directoryPath, DirectorySearch } from "@/features/operations/doctors/directory-search";
import { STATES } from "@/features/operations/doctors/state-mark";
import { foundOr404 } from "@/api/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("doctors");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DoctorsPage({ searchParams }: Props) {
  const asked = await searchParams;
  const q = typeof asked.q === "string" ? asked.q.trim() : "";
  const state = STATES.find((each) => each === asked.state) ?? null;
  const cursor = typeof asked.cursor === "string" ? asked.cursor : undefined;
  return (
    <OperationsPage section="doctors" path={directoryPath(q, state)}>
      {async (api) => {
        const t = await getTranslations("operations.doctors");
        const query = { limit: 50, ...(q && { q }), ...(state && { state }), ...(cursor && { cursor }) };
        const page = await foundOr404(answer(api.GET("/v1/operations/doctors", { params: { query } })));
        return (
          <>
            <div className="flex flex-wrap items-start justify-between gap-x-6">
              <div className="min-w-0 flex-1 basis-72">
                <PageTitle title={t("title")} lead={t("lead")} />
              </div>
              <ButtonLink href="/operations/doctors/new" className="mb-6">
                {t("add")}
              </ButtonLink>
            </div>
            <DirectorySearch q={q} state={state} counts={page.counts} />
            <DirectoryList doctors={page.items} q={q} state={state} isLater={Boolean(cursor)} />
            {page.next_cursor ? (
              <ButtonLink kind="secondary" className="mt-6" href={directoryPath(q, state, page.next_cursor)}>
                {t("more")}
              </ButtonLink>
            ) : null}
          </>
        );
      }}
    </OperationsPage>
  );
}
