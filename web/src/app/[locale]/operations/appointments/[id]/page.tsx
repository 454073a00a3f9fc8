import { getTranslations } from "next-intl/server";
import { cache } from "react";

import { answer } from "@/api/client";
import { visitorApi } from "@/api/server";
import { StatusMark } from "@/components/status-mark";
import { AppointmentFacts } from "@/features/operations/appointment-facts";
import { History } from "@/features/operations/history";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { signedIn } from "@/session/signed-in";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

const pathOf = (id: string) => `/operations/appointments/${encodeURIComponent(id)}`;

const appointmentOf = cache(async (id: string) => {
  const [api, asked] = [await visitorApi(), { params: { path: { appointment_id: id } } }];
  return signedIn(
    pathOf(id),
    Promise.all([
      answer(api.GET("/v1/appointments/{appointment_id}", asked)),
      answer(api.GET("/v1/appointments/{appointment_id}/events", asked)),
    ]),
  );
});

export async function generateMetadata({ params }: Props) {
  const { id } = await params;
  const metadata = await operationsMetadata("appointments");
  await appointmentOf(id); // if the appointment is missing, this call gives the page the not-found page's title
  return metadata;
}

export default async function AppointmentPage({ params }: Props) {
  const { id } = await params;
  return (
    <OperationsPage section="appointments" path={pathOf(id)}>
      {async () => {
        const t = await getTranslations("operations");
        const [appointment, events] = await appointmentOf(id);
        return (
          <>
            <div className="mb-4 flex flex-wrap items-center gap-4">
              <h1 data-numbers className="text-2xl">
                {appointment.reference}
              </h1>
              <StatusMark status={appointment.status} label={t(`status.${appointment.status}`)} />
            </div>
            <AppointmentFacts appointment={appointment} />
            <h2 className="mt-8 mb-4 text-xl">{t("history.title")}</h2>
            <History events={events.items} zone={appointment.time_zone} />
          </>
        );
      }}
    </OperationsPage>
  );
}
