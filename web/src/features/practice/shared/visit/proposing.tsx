"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { OpenMark } from "@/components/open-mark";
import { ProblemBanner } from "@/components/problem-banner";
import { SegmentedControl } from "@/components/segmented-control";
import { Select } from "@/components/select";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import type { Locale } from "@/i18n/routing";
import { addDays, clock, dayIn, longDay, ofDay, shortDay } from "@/lib/time";
import { useRepeatable } from "@/lib/use-repeatable";

import type { AgendaAppointment } from "../types";

const DAYS_AHEAD = 13;

interface ProposingProps {
  visit: AgendaAppointment;
  doctorId: string;
  zone: string;
  onChanged: () => void;
}

/** Proposes another time to the patient, or shows the present proposal. */
export function Proposing({ visit, ...props }: ProposingProps) {
  const t = useTranslations("practice.visit.propose");
  if (visit.proposed_starts_at) return <Proposed visit={visit} at={visit.proposed_starts_at} {...props} />;
  return (
    <details className="rounded-md border border-line px-4">
      <summary className="flex min-h-tap cursor-pointer items-center gap-2 font-semibold">
        <OpenMark />
        {t("title")}
      </summary>
      <Choice visit={visit} {...props} />
    </details>
  );
}

function Proposed({ visit, at, zone, onChanged }: ProposingProps & { at: string }) {
  const [t, locale, say] = [useTranslations("practice.visit.propose"), useLocale(), useToast()];
  const withdraw = useRepeatable({
    entries: ({ id }: AgendaAppointment) => [id, at],
    send: ({ id, version }) => answer(api.DELETE("/v1/appointments/{appointment_id}/proposal", { params: { path: { appointment_id: id }, header: { "If-Match": `"${version}"` } } })),
    done: async ({ id, starts_at }) => {
      const now = await appointmentOf(id);
      const isUnmoved = now.status === "booked" && Date.parse(now.starts_at) === Date.parse(starts_at);
      return isUnmoved && now.proposal === null ? now : null;
    },
    tries: 1,
    onSuccess: () => say(t("withdrawn")),
    onSettled: onChanged,
  });
  return (
    <Banner title={t("asked", { when: dayAndTime(at, locale, zone) })}>
      <p>{t("kept")}</p>
      <ProblemBanner error={withdraw.error} isUnsure={withdraw.isUnsure} />
      <Button kind="quiet" isPending={withdraw.isPending} onPress={() => withdraw.mutate(visit)}>
        {t("withdraw")}
      </Button>
    </Banner>
  );
}

interface Proposal {
  visit: AgendaAppointment;
  startsAt: string;
}

function Choice({ visit, doctorId, zone, onChanged }: ProposingProps) {
  const [t, locale, say] = [useTranslations("practice.visit.propose"), useLocale(), useToast()];
  const [day, setDay] = useState("");
  const [time, setTime] = useState("");
  const times = useFreeTimes(visit, doctorId, zone);
  const propose = useRepeatable({
    entries: ({ startsAt }: Proposal) => startsAt,
    send: ({ visit: { id, version }, startsAt }) => {
      const params = { path: { appointment_id: id }, header: { "If-Match": `"${version}"` } };
      return answer(api.PUT("/v1/appointments/{appointment_id}/proposal", { params, body: { starts_at: startsAt } }));
    },
    done: async ({ visit: { id }, startsAt }) => {
      const now = await appointmentOf(id);
      return now.proposal && Date.parse(now.proposal.starts_at) === Date.parse(startsAt) ? now : null;
    },
    tries: 1,
    onSuccess: ({ proposal }) => {
      if (proposal) say(t("done", { until: dayAndTime(proposal.expires_at, locale, zone) }));
      onChanged();
    },
    onError: () => {
      void times.refetch();
      onChanged();
    },
  });
  if (times.error) return <ProblemBanner error={times.error} className="mb-4" />;
  if (!times.data) return <p className="pb-4 text-soft">{t("loading")}</p>;
  if (times.data.length === 0) return <p className="pb-4">{t("none")}</p>;
  const shown = times.data.find(({ date }) => date === day) ?? times.data[0];
  return (
    <div className="grid gap-4 pb-4">
      <p className="text-sm text-soft">{t("text")}</p>
      <Select
        label={t("day")}
        value={shown?.date ?? ""}
        choices={times.data.map(({ date, starts }) => ({ value: date, label: t("times", { day: shortDay(ofDay(date), locale, "UTC"), count: starts.length }) }))}
        onChange={({ target }) => {
          setDay(target.value);
          setTime("");
        }}
      />
      <SegmentedControl
        legend={t("time")}
        name="proposed"
        value={time}
        onChange={setTime}
        segments={(shown?.starts ?? []).map((value) => ({ value, label: clock(value, locale, zone) }))}
      />
      <ProblemBanner error={propose.error} isUnsure={propose.isUnsure} />
      <Button isDisabled={!time} isPending={propose.isPending} onPress={() => propose.mutate({ visit, startsAt: time })} className="justify-self-start">
        {t("do")}
      </Button>
    </div>
  );
}

function appointmentOf(id: string) {
  return answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } }));
}

function dayAndTime(instant: string, locale: Locale, zone: string): string {
  return `${longDay(instant, locale, zone)}, ${clock(instant, locale, zone)}`;
}

/**
 * Reads the bookable starts of today and the next 13 days, by date, for the visit's consultation type and mode. Days
 * without any are left out.
 */
function useFreeTimes(visit: AgendaAppointment, doctorId: string, zone: string) {
  const from = dayIn(new Date(), zone);
  return useQuery({
    queryKey: ["free-times", visit.id, from],
    queryFn: async () => {
      const query = { from, to: addDays(from, DAYS_AHEAD), consultation_type: visit.consultation_type_id };
      const { days } = await answer(api.GET("/v1/doctors/{doctor_id}/slots", { params: { path: { doctor_id: doctorId }, query } }));
      return days
        .map(({ date, slots }) => ({
          date,
          starts: slots.filter(({ state, modes }) => state === "open" && modes.includes(visit.mode)).map(({ starts_at }) => starts_at),
        }))
        .filter(({ starts }) => starts.length > 0);
    },
  });
}
