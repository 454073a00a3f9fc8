"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer } from "@/api/client";
import { EmptyState } from "@/components/empty-state";
import { Freshness } from "@/components/freshness";
import { ButtonLink } from "@/components/link";
import { usePatientName } from "@/lib/use-patient-name";

import { CancelDialog } from "./cancel-dialog";
import { DayRow } from "./day-row";
import { PayDialog, type Payable } from "./pay-dialog";
import type { Agenda, Visit } from "./types";

const EVERY_MS = 5000;

/** The visits of a day at the clinic, by doctor, kept up to date. */
export function DayBoard({ initial }: { initial: Agenda }) {
  const [t, nameOf] = [useTranslations("desk"), usePatientName()];
  const { clinic_id: clinicId, date, time_zone: zone } = initial;
  const [paying, setPaying] = useState<Payable | null>(null);
  const [ending, setEnding] = useState<Visit | null>(null);
  const agenda = useQuery({
    queryKey: ["clinic-agenda", clinicId, date],
    queryFn: () => answer(api.GET("/v1/clinics/{clinic_id}/agenda", { params: { path: { clinic_id: clinicId }, query: { date } }, headers: PASSIVE })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
  const { appointments } = agenda.data;
  const renew = () => void agenda.refetch();
  return (
    <>
      <Freshness query={agenda} />
      {appointments.length === 0 ? (
        <EmptyState title={t("day.none")} text={t("day.noneText")}>
          <ButtonLink href={`/desk/book?clinic=${clinicId}&date=${date}`}>{t("titles.book")}</ButtonLink>
        </EmptyState>
      ) : null}
      <div className="grid gap-8">
        {byDoctor(appointments).map(([doctor, visits]) => (
          <section key={doctor.id} aria-labelledby={`doctor-${doctor.id}`}>
            <h2 id={`doctor-${doctor.id}`} className="mb-3 flex flex-wrap items-baseline gap-x-3 text-xl">
              {doctor.name}
              <span className="font-text text-sm font-normal text-soft">
                {t("day.count", { count: visits.filter(({ status }) => status !== "cancelled").length })}
              </span>
            </h2>
            <ol className="grid gap-2">
              {visits.map((visit) => (
                <li key={visit.id}>
                  <DayRow
                    visit={visit}
                    clinicId={clinicId}
                    zone={zone}
                    onChanged={renew}
                    onCancel={() => setEnding(visit)}
                    onPay={() => setPaying({ name: nameOf(visit.patient), due: { ...visit.fee, amount: visit.fee.amount - visit.paid }, body: { appointment_id: visit.id } })}
                  />
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <PayDialog clinicId={clinicId} paying={paying} onClose={() => setPaying(null)} onPaid={renew} />
      <CancelDialog visit={ending && (appointments.find(({ id }) => id === ending.id) ?? ending)} zone={zone} onClose={() => setEnding(null)} onEnded={renew} />
    </>
  );
}

function byDoctor(visits: readonly Visit[]): [Visit["doctor"], Visit[]][] {
  const found = new Map<string, [Visit["doctor"], Visit[]]>();
  for (const visit of visits) {
    const own = found.get(visit.doctor.id) ?? [visit.doctor, []];
    own[1].push(visit);
    found.set(visit.doctor.id, own);
  }
  return [...found.values()].sort(([one], [other]) => one.name.localeCompare(other.name));
}
