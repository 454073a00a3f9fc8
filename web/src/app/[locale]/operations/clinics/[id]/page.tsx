import { getLocale } from "next-intl/server";
import { cache } from "react";

import { answer, type Api } from "@/api/client";
import { reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { ClinicForm } from "@/features/operations/clinics/clinic-form";
import { Closing } from "@/features/operations/clinics/closing";
import { DeskThere } from "@/features/operations/clinics/desk-there";
import { DoctorsThere } from "@/features/operations/clinics/doctors-there";
import { foundOr404 } from "@/features/operations/found-or-404";
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
  await signedIn(pathOf(id), answer(clinicCall(id))); // one that does not exist has another title
  return metadata;
}

export default async function ClinicPage({ params }: Props) {
  const { id } = await params;
  return (
    <OperationsPage section="clinics" path={pathOf(id)}>
      {async (api) => {
        const at = { params: { path: { clinic_id: id } } };
        const locale = await getLocale();
        const called = await clinicCall(id);
        const tag = called.response.headers.get("etag");
        const [clinic, upcoming, doctors, desk, staff, { cities }] = await Promise.all([
          foundOr404(answer(Promise.resolve(called))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/upcoming", at))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/doctors", at))),
          foundOr404(answer(api.GET("/v1/clinics/{clinic_id}/desk", at))),
          desksOf(api),
          reference(locale),
        ]);
        return (
          <>
            <h1 className="mb-4 text-2xl">{clinic.name}</h1>
            <Words of={["common", "errors", "operations", "clinics", "zone"]}>
              <div className="grid gap-6">
                {clinic.is_practice ? null : <Closing clinic={clinic} tag={tag} upcoming={upcoming} />}
                <ClinicForm key={clinic.updated_at} clinic={clinic} tag={tag} cities={cities} languages={languageChoices(locale)} />
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

/** The first hundred accounts of staff, those of desks among them. */
async function desksOf(api: Api) {
  const { items } = await answer(api.GET("/v1/staff", { params: { query: { limit: 100 } } }));
  return items.flatMap(({ id, email, role, disabled }) => (role === "desk" && email && !disabled ? [{ id, email }] : []));
}
