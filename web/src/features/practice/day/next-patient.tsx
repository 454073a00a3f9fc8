"use client";

import { useQuery } from "@tanstack/react-query";
import { Video } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { buttonStyle } from "@/components/styles";
import { fromNow } from "@/lib/durations";
import { clock } from "@/lib/time";

import { ModeMark } from "../shared/mode-mark";
import { usePlaceName } from "../shared/place-select";
import type { AgendaAppointment } from "../shared/types";
import { Reason } from "./reason";

interface NextPatientProps {
  appointments: readonly AgendaAppointment[];
  now: number;
  zone: string;
}

/** The patient of the present or the next visit: why they come, and where to meet them. */
export function NextPatient({ appointments, now, zone }: NextPatientProps) {
  const t = useTranslations("practice.next");
  const [locale, placeOf] = [useLocale(), usePlaceName()];
  const next = appointments.find(({ status, ends_at }) => status === "booked" && Date.parse(ends_at) > now);
  if (!next) return null;
  const isHere = Date.parse(next.starts_at) <= now;
  return (
    <Card aria-labelledby="next-patient" className="mb-6 border-s-4 border-s-turmeric">
      <p className="text-sm font-semibold text-soft">
        {isHere ? t("underWay") : t("comes", { when: fromNow(next.starts_at, now, locale) })}
      </p>
      <h2 id="next-patient" className="text-xl">
        {next.patient.name}
      </h2>
      <p data-numbers className="mt-1 flex flex-wrap gap-x-3 text-soft">
        <span>{clock(next.starts_at, locale, zone)}</span>
        <ModeMark mode={next.mode} place={placeOf(next.clinic_id)} />
        <span>{next.consultation_type}</span>
      </p>
      {next.reason ? <div className="mt-3"><Reason reason={next.reason} /></div> : null}
      <Details id={next.id} />
    </Card>
  );
}

function Details({ id }: { id: string }) {
  const t = useTranslations("practice.next");
  const { data } = useQuery({
    queryKey: ["appointment", id],
    queryFn: () =>
      answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } })),
    staleTime: 60_000,
  });
  if (!data) return null;
  const isOnline = "join_url" in data.place;
  const url = "join_url" in data.place ? data.place.join_url : null;
  return (
    <div className="mt-3 grid gap-3">
      {url ? (
        <a href={url} target="_blank" rel="noreferrer" className={buttonStyle("primary", "justify-self-start")}>
          <Video aria-hidden size={18} />
          {t("join")}
        </a>
      ) : null}
      {isOnline && !url ? (
        <p className="text-sm text-soft">
          {t("noLink")} <Link href="/practice/profile">{t("addLink")}</Link>
        </p>
      ) : null}
    </div>
  );
}
