import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";

import { answer, type Api } from "@/api/client";
import { everyPage, PER_PAGE } from "@/api/every-page";
import { reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { ButtonLink } from "@/components/link";
import { ClinicForm } from "@/features/operations/clinics/clinic-form";
import { Closing } from "@/features/operations/clinics/closing";
import { DeskThere } from "@/features/operations/clinics/desk-there";
import { DoctorsThere } from "@/features/operations/clinics/doctors-there";
import { Holidays } from "@/features/operations/clinics/holidays";
import { foundOr404 } from "@/api/found-or-404";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { Words } from "@/i18n/words";
import { languageChoices } from "@/lib/languages";
import { signedIn } from "@/session/signed-in";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

const pathOf = (id: string) => `/operations/clinics/${encodeURIComponent(id)}`;

const clinicCall = cache(async (id: string) => {
  const api = await visitorApi();
  return api.GET("/v1/clinics/{clinic_id}", { params: { path: { clinic_id: id } } });
});

export async function generateMetadata({ params }: Props) {
  const { id } = await params;
  const metadata = await operationsMetadata("clinics");
  // If the clinic is missing, this call gives the page the not-found page's title.
  await signedIn(pathOf(id), answer(clinicCall(id)));
  return metadata;
}

export default async function ClinicPage({ params }: Props) {
  const { id } = await params;
  return (
    <OperationsPage section="clinics" path={pathOf(id)}>
      {async (api) => {
        const at = { params: { path: { clinic_id: id } } };
        const [locale, t] = [await getLocale(), await getTranslations("clinics")];
        const called = await clinicCall(id);
        const tag = called.response.headers.get("etag");
        const [clinic, upcoming, holidays, doctors, desk, staff, { cities }] = await Promise.all([
          foundOr404(answer(Promise.resolve(called))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/upcoming", at))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/holidays", at))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/doctors", at))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/desk", at))),
          desksOf(api),
          reference(locale),
        ]);
        return (
          <>
            <h1 className="mb-4 text-2xl">{clinic.name}</h1>
            <ButtonLink kind="secondary" className="mb-6" href={`/desk?clinic=${clinic.id}`}>
              {t("toDesk")}
            </ButtonLink>
            <Words of={["common", "errors", "operations", "clinics", "zone"]}>
              <div className="grid gap-6">
                {clinic.is_practice ? null : <Closing clinic={clinic} tag={tag} upcoming={upcoming} />}
                <ClinicForm clinic={clinic} tag={tag} cities={cities} languages={languageChoices(locale)} />
                {clinic.is_practice ? null : <Holidays clinicId={id} zone={clinic.time_zone} initial={holidays} />}
                <DoctorsThere clinicId={id} doctors={doctors.items} />
                <DeskThere clinicId={id} desk={desk.items} staff={staff} />
              </div>
            </Words>
          </>
        );
      }}
    </OperationsPage>
  );
}

/** The enabled accounts of the role `desk` with an e-mail address, sorted by address. */
async function desksOf(api: Api) {
  const items = await everyPage((cursor) =>
    answer(api.GET("/v1/staff", { params: { query: { role: "desk", limit: PER_PAGE, ...(cursor && { cursor }) } } })),
  );
  const desks = items.flatMap(({ id, email, disabled }) => (email && !disabled ? [{ id, email }] : []));
  return desks.sort((one, other) => one.email.localeCompare(other.email));
}
