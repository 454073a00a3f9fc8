import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";

import { answer } from "@/api/client";
import { labelOf, reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { signedIn } from "@/session/signed-in";
import { Card } from "@/components/card";
import { ChangesUntil } from "@/components/changes-until";
import { ButtonLink, Link } from "@/components/link";
import { Page } from "@/components/page";
import { Banner } from "@/components/status";
import { Cancelling } from "@/features/appointments/cancelling";
import { Details } from "@/features/appointments/details";
import { Headline } from "@/features/appointments/headline";
import { Meeting } from "@/features/appointments/meeting";
import { Preparing } from "@/features/appointments/preparing";
import { isAhead, isChangeable, openQuestion } from "@/features/appointments/question";
import { StatusTag } from "@/features/appointments/status-tag";
import { VisitNews } from "@/features/appointments/visit-news";
import { Messages } from "@/i18n/messages";
import { clock, longDay } from "@/lib/time";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const appointmentOf = cache(async (id: string) => {
  const api = await visitorApi();
  const asked = answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } }));
  return signedIn(`/appointments/${id}`, asked);
});

/** The URL of the doctor's photo; null without one, and for a doctor who is no longer listed. */
async function photoOf(doctor_id: string): Promise<string | null> {
  const profile = answer((await visitorApi()).GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id } } }));
  return profile.then(({ photo_url }) => photo_url ?? null).catch(() => null);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // For a missing appointment this gives the not-found page's title.
  await appointmentOf((await params).id);
  const t = await getTranslations("appointments");
  return { title: t("one"), robots: { index: false } };
}

export default async function AppointmentPage({ params, searchParams }: Props) {
  const [{ id }, asked] = [await params, await searchParams];
  const [t, locale, now] = [await getTranslations("appointments"), await getLocale(), new Date()];
  const [appointment, { specializations }] = await Promise.all([appointmentOf(id), reference(locale)]);
  const { status, doctor, starts_at, changes_until, time_zone, version } = appointment;
  const photo = await photoOf(doctor.id);
  const isComing = isAhead(appointment, now);
  const news = isComing ? (["new", "moved"] as const).find((one) => asked[one] !== undefined) : undefined;
  const told = status === "booked" ? (isComing ? null : "started") : status;
  return (
    <Page isNarrow>
      <Link href="/appointments" className="-mt-3 inline-flex min-h-tap items-center gap-1.5 text-sm text-neem hover:underline">
        <ArrowLeft aria-hidden size={16} />
        {t("title")}
      </Link>
      <Messages of={["common", "appointments"]}>
        <div className="grid gap-4 sm:gap-6">
          {news ? (
            <Headline news={news} />
          ) : (
            <div className="flex flex-wrap items-center justify-between gap-3">
              <h1 className="text-2xl">{t("one")}</h1>
              <StatusTag status={status} />
            </div>
          )}
          {told ? (
            <Banner tone={status === "cancelled" ? "warning" : "info"} title={t(`told.${told}.title`)}>
              {t(`told.${told}.text`)}
            </Banner>
          ) : null}
          {status === "booked" ? <VisitNews appointment={appointment} /> : null}
          <Meeting appointment={appointment} specialization={labelOf(specializations, doctor.specialization)} photo={photo}>
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
                  <ChangesUntil startsAt={starts_at} until={changes_until} timeZone={time_zone} now={now.getTime()} />
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
      </Messages>
    </Page>
  );
}
