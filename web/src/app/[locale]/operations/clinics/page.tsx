import { getLocale, getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { reference } from "@/api/reference";
import { PageTitle } from "@/components/page-title";
import { SectionNav } from "@/components/section-nav";
import { ClinicForm } from "@/features/operations/clinics/clinic-form";
import { ClinicList } from "@/features/operations/clinics/clinic-list";
import { foundOr404 } from "@/api/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { Words } from "@/i18n/words";
import { languageChoices } from "@/lib/languages";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("clinics");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ClinicsPage({ searchParams }: Props) {
  const { cursor, closed } = await searchParams;
  const isClosed = closed === "true";
  return (
    <OperationsPage section="clinics">
      {async (api) => {
        const [t, locale] = [await getTranslations("clinics.list"), await getLocale()];
        const query = { limit: 50, closed: isClosed, ...(typeof cursor === "string" ? { cursor } : {}) };
        const [page, { cities }] = await Promise.all([
          foundOr404(answer(api.GET("/v1/clinics", { params: { query } }))),
          reference(locale),
        ]);
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <SectionNav
              label={t("which")}
              sections={[
                { path: "/operations/clinics", label: t("open"), isCurrent: !isClosed },
                { path: "/operations/clinics?closed=true", label: t("closed"), isCurrent: isClosed },
              ]}
            />
            <ClinicList page={page} isClosed={isClosed} />
            <h2 className="mt-8 mb-3 text-xl">{t("add")}</h2>
            <Words of={["common", "errors", "operations", "clinics", "zone"]}>
              <ClinicForm cities={cities} languages={languageChoices(locale)} />
            </Words>
          </>
        );
      }}
    </OperationsPage>
  );
}
