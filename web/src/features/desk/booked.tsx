"use client";

import { CircleCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import type { Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ButtonLink } from "@/components/link";
import { clock, dayIn, longDay } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

import type { Ticket } from "./types";

interface BookedProps {
  appointment: Schemas["AppointmentView"];
  clinicId: string;
  isMoved: boolean;
  onAgain: () => void;
}

/** The result of a booking: time and place first, then the booking reference to read out. */
export function Booked({ appointment, clinicId, isMoved, onAgain }: BookedProps) {
  const [t, locale, nameOf] = [useTranslations("desk.book"), useLocale(), usePatientName()];
  const { starts_at, time_zone, doctor, patient, reference } = appointment;
  return (
    <Result title={t(isMoved ? "moved" : "done")} onAgain={onAgain} href={`/desk?clinic=${clinicId}&date=${dayIn(starts_at, time_zone)}`} link={t("toDay")}>
      <p className="text-xl font-semibold" data-numbers>
        {longDay(starts_at, locale, time_zone)}, {clock(starts_at, locale, time_zone)}
      </p>
      <p className="mt-1">
        {nameOf(patient)} · {doctor.name}
      </p>
      <p className="mt-4 text-sm text-soft">{t("reference")}</p>
      <p className="text-lg font-semibold" data-numbers>
        {reference}
      </p>
      <p className="mt-4 text-sm text-soft">{t("noMail")}</p>
    </Result>
  );
}

/** The queue number that a patient was given. */
export function Numbered({ ticket, clinicId, onAgain }: { ticket: Ticket; clinicId: string; onAgain: () => void }) {
  const [t, nameOf] = [useTranslations("desk.book"), usePatientName()];
  return (
    <Result title={t("number", { number: ticket.number })} onAgain={onAgain} href={`/desk/queue?clinic=${clinicId}`} link={t("toQueue")}>
      <p>{t("numberText", { name: nameOf(ticket.patient), doctor: ticket.doctor.name })}</p>
    </Result>
  );
}

interface ResultProps {
  title: string;
  children: ReactNode;
  href: string;
  link: string;
  onAgain: () => void;
}

function Result({ title, children, href, link, onAgain }: ResultProps) {
  const t = useTranslations("desk.book");
  return (
    <div role="status" className="max-w-xl rounded-lg border border-neem bg-neem-tint p-6">
      <h2 className="mb-3 flex items-center gap-2 text-2xl">
        <CircleCheck aria-hidden size={28} className="text-neem" />
        {title}
      </h2>
      {children}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button autoFocus onPress={onAgain}>
          {t("again")}
        </Button>
        <ButtonLink kind="secondary" href={href}>
          {link}
        </ButtonLink>
      </div>
    </div>
  );
}
