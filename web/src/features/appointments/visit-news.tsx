"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Facts } from "@/components/facts";
import { ButtonLink } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/use-router";
import { duration } from "@/lib/durations";
import { clock, dayIn, longDay, zoneName } from "@/lib/time";
import { liveSocket } from "@/live/socket";

import { openQuestion, type Appointment } from "./question";

const EVERY_MS = 30_000;

/**
 * News about a booked visit, read every 30 seconds and after each live message about it: the doctor is late, or
 * proposes another time, or the patient is asked to see another doctor. When the visit's version has risen, the page's
 * data are loaded again.
 */
export function VisitNews({ appointment: initial }: { appointment: Appointment }) {
  const { id, doctor, starts_at, time_zone, version } = initial;
  const [t, locale, router] = [useTranslations("appointments.news"), useLocale(), useRouter()];
  const appointment = useQuery({
    queryKey: ["visit-news", id],
    queryFn: () => answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } }, headers: PASSIVE })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
  useTold(doctor.id, starts_at, dayIn(starts_at, time_zone), () => void appointment.refetch());
  const { late_minutes: late, proposal, handover, version: current } = appointment.data;
  const onAnswered = () => void appointment.refetch();
  useEffect(() => {
    if (current > version) router.refresh();
  }, [current, version, router]);
  return (
    <>
      {late ? (
        <Banner tone="warning" isLive title={t("lateTitle", { name: doctor.name, duration: duration(late, locale) })}>
          {t("lateText")}
        </Banner>
      ) : null}
      {proposal ? <Proposal appointment={appointment.data} proposal={proposal} onAnswered={onAnswered} /> : null}
      {handover && !proposal ? <ToChoose appointment={appointment.data} handover={handover} onAnswered={onAnswered} /> : null}
    </>
  );
}

/** Calls `onTold` after each change of the doctor's lateness and of the state of the visit's time. */
function useTold(doctorId: string, startsAt: string, day: string, onTold: () => void): void {
  useEffect(
    () =>
      liveSocket().follow(doctorId, { from: day, to: day }, {
        onTold: (told) => {
          const isOwnTime = told.type === "slot" && Date.parse(told.starts_at) === Date.parse(startsAt);
          if (told.type === "late" || isOwnTime) onTold();
        },
        onLost: () => undefined,
      }),
    [doctorId, startsAt, day], // eslint-disable-line react-hooks/exhaustive-deps -- a new callback must not cause a new subscription
  );
}

interface ProposalProps {
  appointment: Appointment;
  proposal: NonNullable<Appointment["proposal"]>;
  onAnswered: () => void;
}

function Proposal({ appointment, proposal, onAnswered }: ProposalProps) {
  const [t, locale] = [useTranslations("appointments.news"), useLocale()];
  const { doctor, handover, time_zone } = appointment;
  const other = openQuestion(appointment) === "doctor" ? (handover?.doctor_name ?? null) : null;
  const [reply, titleId] = [useReply(appointment, other, onAnswered), useId()];
  const isSameTime = Date.parse(proposal.starts_at) === Date.parse(appointment.starts_at);
  const when = (at: string) => `${longDay(at, locale, time_zone)}, ${clock(at, locale, time_zone)} ${zoneName(at, locale, time_zone)}`;
  return (
    <Card aria-labelledby={titleId} className="border-turmeric">
      <h2 id={titleId} className="mb-3 text-xl">
        {other ? t("otherDoctor", { name: other }) : t("proposed", { name: doctor.name })}
      </h2>
      {other ? <p className="mb-3">{t("otherDoctorText", { name: other, leaving: doctor.name })}</p> : null}
      <Facts
        facts={[
          { name: t("new"), value: <strong data-numbers>{when(proposal.starts_at)}</strong> },
          proposal.clinic_name ? { name: t("where"), value: proposal.clinic_name } : null,
          isSameTime ? null : { name: t("now"), value: <span data-numbers>{when(appointment.starts_at)}</span> },
        ]}
      />
      <p className="mt-3 text-sm text-soft">{t(other ? "otherKept" : "kept", { until: when(proposal.expires_at) })}</p>
      <ProblemBanner error={reply.error} className="mt-3" />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button isPending={reply.isPending && reply.variables} onPress={() => reply.mutate(true)}>
          {other ? t("acceptDoctor", { name: other }) : t("accept")}
        </Button>
        {other ? (
          <ButtonLink kind="secondary" href={`/appointments/${appointment.id}/move`}>
            {t("choose")}
          </ButtonLink>
        ) : null}
        <Button kind="secondary" isPending={reply.isPending && !reply.variables} onPress={() => reply.mutate(false)}>
          {t(other ? "declineDoctor" : "decline")}
        </Button>
      </div>
    </Card>
  );
}

interface ToChooseProps {
  appointment: Appointment;
  handover: NonNullable<Appointment["handover"]>;
  onAnswered: () => void;
}

/**
 * Asks the patient to choose a time with another doctor, because that doctor is not free at the appointment's time or
 * the proposal of that doctor's time has expired.
 */
function ToChoose({ appointment, handover: { doctor_name: other }, onAnswered }: ToChooseProps) {
  const t = useTranslations("appointments.news");
  const [reply, titleId] = [useReply(appointment, other, onAnswered), useId()];
  return (
    <Card aria-labelledby={titleId} className="border-turmeric">
      <h2 id={titleId} className="mb-3 text-xl">
        {t("otherDoctor", { name: other })}
      </h2>
      <p>{t("chooseText", { name: other, leaving: appointment.doctor.name })}</p>
      <ProblemBanner error={reply.error} className="mt-3" />
      <div className="mt-4 flex flex-wrap gap-3">
        <ButtonLink href={`/appointments/${appointment.id}/move`}>{t("choose")}</ButtonLink>
        <Button kind="secondary" isPending={reply.isPending} onPress={() => reply.mutate(false)}>
          {t("declineDoctor")}
        </Button>
      </div>
    </Card>
  );
}

/**
 * The mutation that sends the patient's answer: true accepts, false declines. `other` is the name of the doctor whom
 * the patient is asked to see; null if only another time is proposed. `onAnswered` is called after a failure too.
 */
function useReply({ id, version }: Appointment, other: string | null, onAnswered: () => void) {
  const [t, say, router] = [useTranslations("appointments.news"), useToast(), useRouter()];
  const path = { appointment_id: id };
  return useMutation({
    mutationFn: (isYes: boolean) =>
      isYes
        ? answer(api.POST("/v1/appointments/{appointment_id}/proposal/accept", { params: { path, header: { "Idempotency-Key": `accept-${id}-${version}` } } }))
        : answer(api.DELETE("/v1/appointments/{appointment_id}/proposal", { params: { path, header: { "If-Match": `"${version}"` } } })),
    onSuccess: (_, isYes) => {
      if (other) say(t(isYes ? "acceptedDoctor" : "declinedDoctor", { name: other }));
      else say(t(isYes ? "accepted" : "declined"));
      router.refresh();
    },
    onSettled: onAnswered,
  });
}
