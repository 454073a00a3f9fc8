"use client";

import { useQuery } from "@tanstack/react-query";
import { Video } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { api, PASSIVE } from "@/api/browser";
import { answer } from "@/api/client";
import { Dialog } from "@/components/dialog";
import { ProblemBanner } from "@/components/problem-banner";
import { buttonStyle } from "@/components/styles";
import { clock, longDay } from "@/lib/time";
import { useConsultationName } from "@/lib/use-consultation-name";
import { useNow } from "@/lib/use-now";

import type { Ending } from "./end-dialog";
import { ModeMark } from "../mode-mark";
import { usePlaceName } from "../place-select";
import { VisitMark } from "../practice-status";
import type { AgendaAppointment } from "../types";
import { withoutLink } from "./call";
import { PatientFacts } from "./patient-facts";
import { nameOf } from "./steps";
import { VisitActions } from "./visit-actions";

interface VisitPanelProps {
  visit: AgendaAppointment | null;
  doctorId: string;
  zone: string;
  now: number | null;
  onClose: () => void;
  onChanged: () => void;
  onEnd: (ending: Ending) => void;
}

/** One visit: the patient, the reason, and the possible actions. */
export function VisitPanel({ visit, zone, onClose, ...props }: VisitPanelProps) {
  const [t, locale, common] = [useTranslations("practice"), useLocale(), useTranslations("common")];
  const [placeOf, consultationOf] = [usePlaceName(), useConsultationName()];
  return (
    <Dialog title={visit ? nameOf(visit) : ""} closeLabel={common("close")} isOpen={visit !== null} onClose={onClose}>
      {visit ? (
        <div className="grid gap-5">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p data-numbers className="font-semibold">
              {longDay(visit.starts_at, locale, zone)}, {clock(visit.starts_at, locale, zone)} – {clock(visit.ends_at, locale, zone)}
            </p>
            <VisitMark visit={visit} />
            <p className="flex w-full flex-wrap gap-x-3 text-sm text-soft">
              <ModeMark mode={visit.mode} place={placeOf(visit.clinic_id)} />
              <span>{consultationOf(visit)}</span>
              <span data-numbers>{visit.reference}</span>
            </p>
            {visit.override_reason ? <p className="w-full text-sm">{t("override", { reason: visit.override_reason })}</p> : null}
          </div>
          <VisitActions visit={visit} zone={zone} {...props} />
          {visit.mode === "online" && visit.status === "booked" ? <JoinLink id={visit.id} /> : null}
          <Patient visit={visit} zone={zone} />
        </div>
      ) : null}
    </Dialog>
  );
}

function Patient({ visit, zone }: { visit: AgendaAppointment; zone: string }) {
  const t = useTranslations("practice.visit");
  const patient = useQuery({
    queryKey: ["patient-of", visit.id],
    queryFn: () =>
      answer(api.GET("/v1/appointments/{appointment_id}/patient", { params: { path: { appointment_id: visit.id } }, headers: PASSIVE })),
    staleTime: 60_000,
  });
  if (patient.error) return <ProblemBanner error={patient.error} />;
  if (!patient.data) return <p className="text-soft">{t("loading")}</p>;
  return <PatientFacts reason={visit.reason} patient={patient.data} zone={zone} />;
}

/**
 * The link of an online visit; without a link, the time at which the call opens, or that it is closed. Nothing until the
 * visit is read, and for a visit in person.
 */
export function JoinLink({ id }: { id: string }) {
  const [t, locale, now] = [useTranslations("practice.next"), useLocale(), useNow()];
  const { data } = useQuery({
    queryKey: ["appointment", id],
    queryFn: () => answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } })),
    staleTime: 60_000,
    refetchInterval: 60_000, // the link opens shortly before the visit
  });
  if (!data || !("join_url" in data.place) || now === null) return null;
  const { join_url: url, join_from: from } = data.place;
  return url ? (
    <a href={url} target="_blank" rel="noreferrer" className={buttonStyle("primary", "justify-self-start")}>
      <Video aria-hidden size={18} />
      {t("join")}
    </a>
  ) : (
    <p className="text-sm text-soft">{t(withoutLink(data.place, data.ends_at, now), { time: clock(from, locale, data.time_zone) })}</p>
  );
}
