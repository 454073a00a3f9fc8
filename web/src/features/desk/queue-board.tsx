"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { EmptyState } from "@/components/empty-state";
import { Freshness } from "@/components/freshness";
import { ButtonLink } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { usePatientName } from "@/lib/use-patient-name";

import { DoctorQueue } from "./doctor-queue";
import { PayDialog, type Payable } from "./pay-dialog";
import type { Queue, Ticket } from "./types";

const EVERY_MS = 3000;

/** A change of a queue number's state; `room` is the room to which the patient is called, empty or absent without one. */
export interface TicketStep {
  ticket: Ticket;
  to: Schemas["TicketChange"]["state"];
  room?: string;
}

/** Today's queue numbers, by doctor, kept up to date. */
export function QueueBoard({ initial }: { initial: Queue }) {
  const [t, nameOf] = [useTranslations("desk"), usePatientName()];
  const { clinic_id: clinicId, date } = initial;
  const [paying, setPaying] = useState<Payable | null>(null);
  const queue = useQuery({
    queryKey: ["queue", clinicId, date],
    queryFn: () => answer(api.GET("/v1/clinics/{clinic_id}/queue", { params: { path: { clinic_id: clinicId }, query: { date } }, headers: PASSIVE })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
  const step = useMutation({
    mutationFn: ({ ticket, to, room }: TicketStep) =>
      answer(
        api.PATCH("/v1/clinics/{clinic_id}/queue/{ticket_id}", {
          params: { path: { clinic_id: clinicId, ticket_id: ticket.id } },
          body: { state: to, room: room ?? null },
        }),
      ),
    onSettled: () => queue.refetch(),
  });
  const { tickets } = queue.data;
  const movedOn = isProblem(step.error, "ticket-moved-on");
  return (
    <>
      <Freshness query={queue} />
      {movedOn ? <Banner tone="warning" isLive title={t("queue.movedOn")} className="mb-4" /> : <ProblemBanner error={step.error} className="mb-4" />}
      {tickets.length === 0 ? (
        <EmptyState title={t("queue.none")} text={t("queue.noneText")}>
          <ButtonLink href={`/desk/book?clinic=${clinicId}`}>{t("titles.book")}</ButtonLink>
        </EmptyState>
      ) : null}
      <div className="grid gap-8">
        {byDoctor(tickets).map((own) => (
          <DoctorQueue
            key={own[0]?.doctor.id}
            tickets={own}
            isPending={step.isPending}
            onStep={step.mutate}
            onPay={(ticket) => setPaying({ name: nameOf(ticket.patient), due: { amount: 0, currency: ticket.currency }, body: { ticket_id: ticket.id } })}
          />
        ))}
      </div>
      <PayDialog clinicId={clinicId} paying={paying} onClose={() => setPaying(null)} onPaid={() => void queue.refetch()} />
    </>
  );
}

function byDoctor(tickets: readonly Ticket[]): Ticket[][] {
  const found = new Map<string, Ticket[]>();
  for (const ticket of tickets) found.set(ticket.doctor.id, [...(found.get(ticket.doctor.id) ?? []), ticket]);
  return [...found.values()];
}
