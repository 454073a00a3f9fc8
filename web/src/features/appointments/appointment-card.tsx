import { MapPin, UserRound, Video } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { Avatar } from "@/components/avatar";
import { ButtonLink, Link } from "@/components/link";
import { clock, longDay } from "@/lib/time";

import { isAhead, isChangeable, openQuestion, type Appointment } from "./question";
import { StatusTag } from "./status-tag";
import { When } from "./when";

interface AppointmentCardProps {
  appointment: Appointment;
  specialization: string;
  now: Date;
}

/** A visit in the patient's list, with the question that the patient has not answered, if there is one. */
export function AppointmentCard({ appointment, specialization, now }: AppointmentCardProps) {
  const t = useTranslations("appointments");
  const modes = useTranslations("common.mode");
  const locale = useLocale();
  const { id, doctor, patient, mode, status, reference, handover, starts_at, time_zone } = appointment;
  const what = t("what", { name: doctor.name, day: longDay(starts_at, locale, time_zone), time: clock(starts_at, locale, time_zone) });
  const asked = isAhead(appointment, now) ? openQuestion(appointment) : null;
  const question = asked === "doctor" ? t("news.otherDoctor", { name: handover?.doctor_name ?? "" }) : t("news.proposed", { name: doctor.name });
  const ModeIcon = mode === "online" ? Video : MapPin;
  return (
    <article className="grid gap-4 rounded-lg border border-line bg-surface p-5 shadow-card sm:grid-cols-[1fr_auto] sm:p-6">
      <div className="flex min-w-0 gap-4">
        <Avatar name={doctor.name} />
        <div className="min-w-0">
          <h2 className="text-lg">
            <Link href={`/appointments/${id}`} className="hover:underline hover:decoration-turmeric hover:decoration-2 hover:underline-offset-4">
              <When appointment={appointment} />
            </Link>
          </h2>
          <p className="mt-1">
            <span className="font-semibold">{doctor.name}</span>
            <span className="text-soft"> · {specialization}</span>
          </p>
          <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
            <li className="flex items-center gap-1.5">
              <ModeIcon aria-hidden size={16} />
              {modes(mode)}
            </li>
            {patient.name ? (
              <li className="flex items-center gap-1.5">
                <UserRound aria-hidden size={16} />
                {t("for", { name: patient.name })}
              </li>
            ) : null}
            <li>{t("reference", { reference })}</li>
          </ul>
          {asked ? <p className="mt-2 font-semibold text-turmeric-ink">{question}</p> : null}
        </div>
      </div>
      <div className="flex flex-wrap content-start items-start gap-2 sm:max-w-60 sm:flex-col sm:items-end">
        {status === "booked" ? null : <StatusTag status={status} />}
        {asked ? (
          <ButtonLink href={`/appointments/${id}`} aria-label={t("answerNamed", { question, what })}>
            {t("answer")}
          </ButtonLink>
        ) : isChangeable(appointment, now) ? (
          <ButtonLink kind="secondary" href={`/appointments/${id}/move`} aria-label={t("moveNamed", { what })}>
            {t("move")}
          </ButtonLink>
        ) : null}
      </div>
    </article>
  );
}
