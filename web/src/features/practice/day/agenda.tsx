"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { use, useState } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer } from "@/api/client";
import { EmptyState } from "@/components/empty-state";
import { Freshness } from "@/components/freshness";
import { ButtonLink } from "@/components/link";
import { zoneName } from "@/lib/time";
import { useNow } from "@/lib/use-now";

import { DayHours } from "../shared/day-hours";
import { PlacesContext } from "../shared/place-select";
import type { AgendaAnswer } from "../shared/types";
import { VisitPanel } from "../shared/visit/visit-panel";
import { AgendaRow } from "./agenda-row";
import { coveringLeave } from "./covering-leave";
import { DayLeave, OnLeave } from "./day-leave";
import { EndDialog, type Ending } from "../shared/visit/end-dialog";
import { Lateness } from "./lateness";
import { NextPatient } from "./next-patient";
import { NowLine } from "./now-line";

const EVERY_MS = 20_000;

/** A day's appointments, which are kept up to date. */
export function Agenda({ initial, isToday }: { initial: AgendaAnswer; isToday: boolean }) {
  const { doctor_id, date, time_zone } = initial;
  const t = useTranslations("practice");
  const locale = useLocale();
  const now = useNow();
  const [ending, setEnding] = useState<Ending | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const agenda = useQuery({
    queryKey: ["agenda", doctor_id, date],
    queryFn: () =>
      answer(api.GET("/v1/doctors/{doctor_id}/agenda", { params: { path: { doctor_id }, query: { date } }, headers: PASSIVE })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
  const { appointments, leave, hours } = agenda.data;
  const refetch = () => void agenda.refetch();
  const places = use(PlacesContext);
  const covering = coveringLeave(leave, date, time_zone);
  const line = isToday && now !== null ? appointments.filter(({ starts_at }) => Date.parse(starts_at) <= now).length : -1;
  return (
    <>
      <Freshness query={agenda} />
      {isToday && !covering ? <Lateness doctorId={doctor_id} minutes={agenda.data.late_minutes} onChanged={refetch} /> : null}
      {isToday && now !== null ? <NextPatient appointments={appointments} now={now} zone={time_zone} /> : null}
      {covering ? null : <DayHours hours={hours} places={places} zone={time_zone} className="mb-4 flex flex-wrap gap-x-6 gap-y-1 text-sm" />}
      {covering && appointments.length === 0 ? (
        <OnLeave leave={covering} zone={time_zone} />
      ) : (
        <DayLeave agenda={agenda.data} />
      )}
      {appointments.length === 0 && !covering ? (
        <EmptyState title={t("day.none")} text={t("day.noneText")}>
          <ButtonLink kind="secondary" href="/practice/week">
            {t("sections.week")}
          </ButtonLink>
          <ButtonLink kind="secondary" href="/practice/hours">
            {t("sections.hours")}
          </ButtonLink>
        </EmptyState>
      ) : null}
      {appointments.length > 0 ? (
        <>
          <p className="mb-2 text-sm text-soft">
            {t("day.count", { count: appointments.filter(({ status }) => status !== "cancelled").length })}{" "}
            {t("zone", { zone: zoneName(appointments[0]?.starts_at ?? date, locale, time_zone) })}
          </p>
          <ol className="grid gap-2">
            {appointments.map((each, index) => (
              <li key={each.id} className="grid gap-2">
                {index === line ? <NowLine now={now ?? 0} zone={time_zone} /> : null}
                <AgendaRow appointment={each} zone={time_zone} now={now} onOpen={() => setOpenId(each.id)} onChanged={refetch} onEnd={setEnding} />
              </li>
            ))}
          </ol>
          {line === appointments.length ? <NowLine now={now ?? 0} zone={time_zone} /> : null}
        </>
      ) : null}
      <EndDialog ending={ending} visits={appointments} zone={time_zone} onClose={() => setEnding(null)} onEnded={refetch} />
      <VisitPanel
        visit={appointments.find(({ id }) => id === openId) ?? null}
        doctorId={doctor_id}
        zone={time_zone}
        now={now}
        onClose={() => setOpenId(null)}
        onChanged={refetch}
        onEnd={(chosen) => {
          setOpenId(null);
          setEnding(chosen);
        }}
      />
    </>
  );
}
