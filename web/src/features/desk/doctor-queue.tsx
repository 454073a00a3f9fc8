"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/button";
import { InputField } from "@/components/input-field";
import { classes } from "@/lib/classes";
import { money } from "@/lib/money";
import { usePatientName } from "@/lib/use-patient-name";

import type { TicketStep } from "./queue-board";
import type { Ticket } from "./types";

type State = TicketStep["to"];

/**
 * The states that the buttons of a number's row set, by the number's present state; the first is the usual one. The
 * button above the rows calls the next waiting number.
 */
const STEPS: Record<State, readonly State[]> = {
  waiting: ["left"],
  called: ["in_room", "called", "left"],
  in_room: ["done", "waiting"],
  done: ["waiting"],
  left: ["waiting"],
};

interface DoctorQueueProps {
  tickets: readonly Ticket[];
  isPending: boolean;
  onStep: (step: TicketStep) => void;
  onPay: (ticket: Ticket) => void;
}

/**
 * One doctor's queue numbers of the day: a button that calls the next one to a room, the numbers that wait, are called
 * or are in the room, and the finished ones. `tickets` are all of this doctor.
 */
export function DoctorQueue({ tickets, isPending, onStep, onPay }: DoctorQueueProps) {
  const t = useTranslations("desk.queue");
  const doctor = tickets[0]?.doctor;
  const [room, setRoom] = useState(() => tickets.findLast((each) => each.room)?.room ?? "");
  const waiting = tickets.filter(({ state }) => state === "waiting");
  const present = tickets.filter(({ state }) => state !== "done" && state !== "left");
  const finished = tickets.filter(({ state }) => state === "done" || state === "left");
  const [next] = waiting;
  if (!doctor) return null;
  return (
    <section aria-labelledby={`queue-${doctor.id}`} className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h2 id={`queue-${doctor.id}`} className="text-xl">
          {doctor.name}
          <span className="block font-text text-sm font-normal text-soft">{t("waiting", { count: waiting.length })}</span>
        </h2>
        <div className="flex flex-wrap items-end gap-3">
          <InputField label={t("room")} value={room} maxLength={20} onChange={({ target }) => setRoom(target.value)} className="w-24" />
          <Button
            isDisabled={!next}
            isPending={isPending}
            {...(next && { "aria-label": t("nextOf", { number: next.number, doctor: doctor.name }) })}
            onPress={() => {
              if (next) onStep({ ticket: next, to: "called", room: room.trim() });
            }}
          >
            {next ? t("next", { number: next.number }) : t("nobody")}
          </Button>
        </div>
      </div>
      <ol className="grid gap-2">
        {present.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} onStep={onStep} onPay={onPay} />
        ))}
      </ol>
      {finished.length > 0 ? (
        <details className="mt-3">
          <summary className="min-h-tap cursor-pointer py-2.5 text-sm text-soft">
            {t("finished", { count: finished.length })}
            <span className="sr-only">: {doctor.name}</span>
          </summary>
          <ol className="grid gap-2">
            {finished.map((ticket) => (
              <TicketRow key={ticket.id} ticket={ticket} onStep={onStep} onPay={onPay} />
            ))}
          </ol>
        </details>
      ) : null}
    </section>
  );
}

function TicketRow({ ticket, onStep, onPay }: { ticket: Ticket; onStep: DoctorQueueProps["onStep"]; onPay: DoctorQueueProps["onPay"] }) {
  const [t, locale, nameOf] = [useTranslations("desk"), useLocale(), usePatientName()];
  const { number, state, patient, doctor, room, paid, currency } = ticket;
  const isCalled = state === "called" || state === "in_room";
  return (
    <li className={classes("flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-4 py-2", isCalled ? "border-neem bg-neem-tint" : "border-line")}>
      <span className="min-w-10 font-title text-2xl" data-numbers>
        {number}
      </span>
      <span className="min-w-0 flex-1 basis-40">
        <span className="block font-semibold">{nameOf(patient)}</span>
        <span className={classes("text-sm", isCalled ? "text-ink" : "text-soft")}>
          {[t(`queue.state.${state}`), room && isCalled ? t("screen.room", { room }) : "", paid > 0 ? t("day.paid", { amount: money({ amount: paid, currency }, locale) }) : ""]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <span className="flex flex-wrap gap-2">
        {STEPS[state].map((to, index) => (
          <Button
            key={to}
            kind={index === 0 && isCalled ? "primary" : "quiet"}
            {...(index === 0 && isCalled ? {} : { className: "px-2!" })}
            aria-label={t("queue.doOf", { do: t(`queue.do.${to}`), number, doctor: doctor.name })}
            onPress={() => onStep({ ticket, to })}
          >
            {t(`queue.do.${to}`)}
          </Button>
        ))}
        {paid > 0 ? null : (
          <Button kind="quiet" className="px-2!" aria-label={t("queue.payOf", { name: nameOf(patient), number, doctor: doctor.name })} onPress={() => onPay(ticket)}>
            {t("day.pay")}
          </Button>
        )}
      </span>
    </li>
  );
}
