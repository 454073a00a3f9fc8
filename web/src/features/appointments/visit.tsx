import { useLocale, useTranslations } from "next-intl";

import { Card } from "@/components/card";
import { ChangesUntil } from "@/components/changes-until";
import { ButtonLink } from "@/components/link";
import { Banner } from "@/components/status";
import { clock, longDay } from "@/lib/time";

import { Cancelling } from "./cancelling";
import { Details } from "./details";
import { HeadlineOnce, type News } from "./headline";
import { Meeting } from "./meeting";
import { Preparing } from "./preparing";
import { isAhead, isChangeable, openQuestion, type Appointment } from "./question";
import { StatusTag } from "./status-tag";
import { VisitNews } from "./visit-news";

interface VisitProps {
  appointment: Appointment;
  specialization: string;
  photo: string | null;
  /** What the visitor has just done with the visit (booked or moved it); shown only until the visit begins. */
  news: News | undefined;
  now: Date;
}

/** One visit of a patient: its state, its time and place with the possible changes, and its facts. */
export function Visit({ appointment, specialization, photo, news, now }: VisitProps) {
  const [t, locale] = [useTranslations("appointments"), useLocale()];
  const { id, status, doctor, starts_at, changes_until, time_zone, version } = appointment;
  const isComing = isAhead(appointment, now);
  const told = status === "booked" ? (isComing ? null : "started") : status;
  const heading = (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <h1 className="text-2xl">{t("one")}</h1>
      <StatusTag status={status} />
    </div>
  );
  return (
    <div className="grid gap-4 sm:gap-6">
      {isComing ? <HeadlineOnce news={news}>{heading}</HeadlineOnce> : heading}
      {told ? (
        <Banner tone={status === "cancelled" ? "warning" : "info"} title={t(`told.${told}.title`)}>
          {t(`told.${told}.text`)}
        </Banner>
      ) : null}
      {status === "booked" ? <VisitNews appointment={appointment} /> : null}
      <Meeting appointment={appointment} specialization={specialization} photo={photo}>
        {isChangeable(appointment, now) ? (
          <>
            {openQuestion(appointment) === "doctor" ? null : (
              <ButtonLink kind="secondary" href={`/appointments/${id}/move`} className="max-sm:w-full">
                {t("move")}
              </ButtonLink>
            )}
            <Cancelling
              appointment={{ id, version }}
              what={t("what", {
                name: doctor.name,
                day: longDay(starts_at, locale, time_zone),
                time: clock(starts_at, locale, time_zone),
              })}
            />
          </>
        ) : null}
        {isComing ? (
          <p className="basis-full text-sm text-soft">
            <span>
              <ChangesUntil startsAt={starts_at} mode={appointment.mode} until={changes_until} timeZone={time_zone} now={now.getTime()} />
            </span>{" "}
            {isChangeable(appointment, now) ? <span>{t("change.text")}</span> : null}
          </p>
        ) : null}
      </Meeting>
      {isComing ? (
        <Card>
          <Preparing mode={appointment.mode} />
        </Card>
      ) : (
        <ButtonLink href={`/doctors/${doctor.id}`} className="justify-self-start">
          {t("bookAgain", { name: doctor.name })}
        </ButtonLink>
      )}
      <Card>
        <h2 className="mb-2 text-xl">{t("details.title")}</h2>
        <Details appointment={appointment} isAhead={isComing} />
      </Card>
    </div>
  );
}
