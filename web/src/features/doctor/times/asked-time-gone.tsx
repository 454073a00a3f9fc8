"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

import { ownVisit } from "@/api/own-visit";
import { ButtonLink, Link } from "@/components/link";
import { Banner } from "@/components/status";
import { bookHref } from "@/lib/book-href";
import type { Mode } from "@/lib/modes";
import { nearest } from "@/lib/nearest";
import { clock, shortDay, zoneName } from "@/lib/time";
import type { Day } from "@/live/protocol";
import { useSession } from "@/session/use-session";

import type { Bookable, ConsultationType } from "./bookable";
import { useArrival } from "./use-arrival";

interface AskedTimeGoneProps {
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  time: string;
  /** Whether another patient holds the time, so that it may become free again; otherwise it is booked. */
  isHeld: boolean;
  /** The shown days, in which the nearest free times are searched. */
  days: readonly Day[];
}

/** Says that the time that a link names is not free, and shows the nearest free times, or the visitor's own appointment if it has the time. */
export function AskedTimeGone(props: AskedTimeGoneProps) {
  const visit = useOwnVisit(props.doctor.id, props.time);
  return <AskedTime visit={visit} {...props} />;
}

/** `visit`: the id of the visitor's own appointment at the time of the link; undefined until known, null if there is none. */
export function AskedTime({ visit, doctor, type, mode, time, isHeld, days }: AskedTimeGoneProps & { visit: string | null | undefined }) {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const place = useRef<HTMLDivElement>(null);
  useArrival(place, visit !== undefined);
  if (visit === undefined) return null;
  const { name, timeZone } = doctor;
  const when = (instant: string) => ({
    day: shortDay(instant, locale, timeZone),
    time: clock(instant, locale, timeZone),
    zone: zoneName(instant, locale, timeZone),
  });
  if (visit !== null) {
    return (
      <div ref={place} tabIndex={-1}>
        <Banner tone="good" isLive title={t("asked.own", when(time))}>
          <Link href={`/appointments/${visit}`}>{t("asked.appointment")}</Link>
        </Banner>
      </div>
    );
  }
  const offers = nearest(days, time, mode);
  const hrefOf = (startsAt: string) => bookHref({ doctorId: doctor.id, startsAt, typeId: type.id, mode, moves: doctor.moves ?? null });
  return (
    <div ref={place} tabIndex={-1}>
      <Banner tone="warning" isLive title={t(isHeld ? "asked.held" : "asked.booked", when(time))}>
        {offers.length > 0 ? (
          <>
            <p>{t("asked.nearest")}</p>
            <ul className="mt-2 flex flex-wrap gap-2">
              {offers.map(({ starts_at: startsAt }) => (
                <li key={startsAt}>
                  <ButtonLink kind="secondary" href={hrefOf(startsAt)} aria-label={t("book", { ...when(startsAt), name })} className="px-3">
                    {shortDay(startsAt, locale, timeZone)}, {clock(startsAt, locale, timeZone)}
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Banner>
    </div>
  );
}

/**
 * The id of the visitor's own appointment at the time of the link: undefined until known; null if there is none, if the
 * call failed, and for a visitor who is not signed in as a patient.
 */
function useOwnVisit(doctorId: string, time: string): string | null | undefined {
  const { account } = useSession();
  const [visit, setVisit] = useState<string | null>();
  const isPatient = account?.role === "patient";
  useEffect(() => {
    if (isPatient) ownVisit(doctorId, time).then(setVisit, () => setVisit(null));
  }, [isPatient, doctorId, time]);
  return account === undefined || isPatient ? visit : null;
}
