"use client";

import { useLocale, useTranslations } from "next-intl";

import { Card } from "@/components/card";
import { fromNow } from "@/lib/relative-time";
import { clock } from "@/lib/time";
import { useConsultationName } from "@/lib/use-consultation-name";

import { ModeMark } from "../shared/mode-mark";
import { usePlaceName } from "../shared/place-select";
import type { AgendaAppointment } from "../shared/types";
import { nameOf } from "../shared/visit/steps";
import { JoinLink } from "../shared/visit/visit-panel";
import { Reason } from "./reason";

interface NextPatientProps {
  appointments: readonly AgendaAppointment[];
  now: number;
  zone: string;
}

/** The patient of the present or the next visit: the reason, and where to meet. */
export function NextPatient({ appointments, now, zone }: NextPatientProps) {
  const t = useTranslations("practice.next");
  const [locale, placeOf, consultationOf] = [useLocale(), usePlaceName(), useConsultationName()];
  const next = appointments.find(({ status, ends_at }) => status === "booked" && Date.parse(ends_at) > now);
  if (!next) return null;
  const isHere = Date.parse(next.starts_at) <= now;
  return (
    <Card aria-labelledby="next-patient" className="mb-6 border-s-4 border-s-turmeric">
      <p className="text-sm font-semibold text-soft">
        {isHere ? t("underWay") : t("comes", { when: fromNow(next.starts_at, now, locale) })}
      </p>
      <h2 id="next-patient" className="text-xl">
        {nameOf(next)}
      </h2>
      <p data-numbers className="mt-1 flex flex-wrap gap-x-3 text-soft">
        <span>{clock(next.starts_at, locale, zone)}</span>
        <ModeMark mode={next.mode} place={placeOf(next.clinic_id)} />
        <span>{consultationOf(next)}</span>
      </p>
      {next.reason ? <div className="mt-3"><Reason reason={next.reason} /></div> : null}
      {next.mode === "online" ? <div className="mt-3 grid"><JoinLink id={next.id} /></div> : null}
    </Card>
  );
}
