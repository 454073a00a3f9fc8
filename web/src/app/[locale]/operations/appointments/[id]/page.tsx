import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { StatusMark } from "@/components/status-mark";
import { AppointmentFacts } from "@/features/operations/appointment-facts";
import { foundOr404 } from "@/features/operations/found-or-404";
import { History } from "@/features/operations/history";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("appointments");

export default async function AppointmentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <OperationsPage section="appointments" path={`/operations/appointments/${encodeURIComponent(id)}`}>
      {async (api) => {
        const t = await getTranslations("operations");
        const asked = { params: { path: { appointment_id: id } } };
        const [appointment, events] = await foundOr404(
          Promise.all([
            answer(api.GET("/v1/appointments/{appointment_id}", asked)),
            answer(api.GET("/v1/appointments/{appointment_id}/events", asked)),
          ]),
        );
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
