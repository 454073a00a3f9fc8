import { getLocale, getTranslations } from "next-intl/server";

import { reference } from "@/api/reference";
import { PageTitle } from "@/components/page-title";
import { DoctorForm } from "@/features/operations/doctors/doctor-form";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { Words } from "@/i18n/words";
import { languageChoices } from "@/lib/languages";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("doctors");

export default function NewDoctorPage() {
  return (
    <OperationsPage section="doctors" path="/operations/doctors/new">
      {async () => {
        const [t, locale] = [await getTranslations("operations.doctorForm"), await getLocale()];
        const { specializations, cities } = await reference(locale);
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <Words of={["common", "errors", "operations", "zone"]}>
              <DoctorForm specializations={specializations} cities={cities} languages={languageChoices(locale)} />
            </Words>
          </>
        );
      }}
    </OperationsPage>
  );
}
