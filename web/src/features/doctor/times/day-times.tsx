"use client";

import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useCallback, type Ref } from "react";

import { Skeleton } from "@/components/skeleton";
import { buttonStyle, linkStyle } from "@/components/styles";
import { useRouter } from "@/i18n/navigation";
import type { Locale } from "@/i18n/routing";
import { bookHref } from "@/lib/book-href";
import type { Mode } from "@/lib/modes";
import { clock, dayIn, differ, longDay, ofDay, shortDay, zoneName } from "@/lib/time";
import type { Day, Slot, SlotsClinic } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";
import { byPart, freeCount, inMode } from "./choice";
import type { OwnVisitIds } from "./own-visits";
import { TimeButton, type TimeButtonProps } from "./time-button";

/** This component is loaded only for the few doctors who work at several clinics. */
const DayPlaces = dynamic(() => import("./day-places").then((module) => module.DayPlaces), {
  ssr: false,
  loading: () => <div className="h-12" />,
});

interface DayTimesProps {
  headingRef: Ref<HTMLHeadingElement>;
  /** The ref of the button for the time that a link names. */
  askedRef: Ref<HTMLButtonElement>;
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  day: Day | undefined;
  clinics: readonly SlotsClinic[];
  visits: OwnVisitIds | undefined;
  isLoading: boolean;
  /** The next loaded day with a free time, `YYYY-MM-DD`; undefined if there is none. */
  nextFree: string | undefined;
  askedTime: string | null;
  onDay: (date: string) => void;
  /** Shows later days; undefined if no later day can be booked. */
  onLater: (() => void) | undefined;
  onBack: () => void;
}

/** A day's times by part of the day; taken ones stay visible, and cannot be booked. */
export function DayTimes(props: DayTimesProps) {
  const { headingRef, doctor, day, mode, isLoading, onLater, onBack } = props;
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const buttonOf = useButtons(props);
  if (isLoading) return <Skeleton className="h-64" />;
  if (!day) {
    return (
      <div className="min-h-64">
        <p className="mb-3">{t("nothingInSight")}</p>
        {onLater ? (
          <button type="button" onClick={onLater} className={buttonStyle("secondary")}>
            {t("look")}
          </button>
        ) : null}
      </div>
    );
  }
  const slots = inMode(day.slots, mode);
  return (
    <div className="min-h-64">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 ref={headingRef} tabIndex={-1} className="text-base outline-offset-4 sm:text-lg">
          {longDay(ofDay(day.date), locale, "UTC")}
        </h3>
        <p className="text-sm text-soft">{t("zone", { zone: zoneName(slots[0]?.starts_at ?? ofDay(day.date), locale, doctor.timeZone) })}</p>
        <button type="button" onClick={onBack} className={`${linkStyle} sr-only min-h-tap cursor-pointer focus:not-sr-only`}>
          {t("backToDays")}
        </button>
      </div>
      {freeCount(day, mode) === 0 ? <NothingFree {...props} /> : null}
      {mode === "in_person" && props.clinics.length > 1 ? <DayPlaces slots={slots} clinics={props.clinics} timeZone={doctor.timeZone} /> : null}
      {byPart(slots, doctor.timeZone).map(([part, times]) => (
        <section key={part} className="mt-1 sm:mt-2">
          <h4 className="mb-1 text-sm font-semibold">{t(`parts.${part}`)}</h4>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.25rem,1fr))] gap-2">
            {times.map((slot) => (
              <TimeButton key={slot.starts_at} {...buttonOf(slot)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Returns a function that gives the properties of a time's button. */
function useButtons({ doctor, type, mode, askedTime, askedRef, visits }: DayTimesProps): (slot: Slot) => TimeButtonProps {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const router = useRouter();
  const { name, timeZone } = doctor;
  const onBook = useCallback(
    (startsAt: string) => router.push(bookHref({ doctorId: doctor.id, startsAt, typeId: type.id, mode, moves: doctor.moves ?? null })),
    [router, doctor, type.id, mode],
  );
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ({ starts_at: startsAt, state }) => {
    const time = clock(startsAt, locale, timeZone);
    const isAsked = askedTime !== null && Date.parse(askedTime) === Date.parse(startsAt);
    const visit = state === "booked" ? visits?.get(Date.parse(startsAt)) : undefined;
    const common = { startsAt, state, time, isAsked, visit, yours: null, ref: isAsked ? askedRef : undefined, onBook };
    if (state === "held" || state === "booked" || state === "present") return { ...common, name: t(visit ? "visit" : state) };
    if (state === "mine") return { ...common, yours: t("mine"), name: `${time}, ${t("mine")}` };
    const yours = differ(startsAt, here, timeZone) ? yourTime(startsAt, locale, here, timeZone) : null;
    const zone = zoneName(startsAt, locale, timeZone);
    const said = { day: shortDay(startsAt, locale, timeZone), time, zone, name };
    return { ...common, yours, name: yours ? t("bookAbroad", { ...said, yours }) : t("book", said) };
  };
}

/** The time on the visitor's clock, with the date if it is on another day there. */
function yourTime(instant: string, locale: Locale, here: string, there: string): string {
  const day = dayIn(instant, here) === dayIn(instant, there) ? "" : `${shortDay(instant, locale, here)}, `;
  return `${day}${clock(instant, locale, here)} ${zoneName(instant, locale, here)}`;
}

function NothingFree({ nextFree, onDay, onLater }: DayTimesProps) {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const onPress = nextFree ? () => onDay(nextFree) : onLater;
  return (
    <p className="my-3 flex flex-wrap items-center gap-3">
      {t("nothing")}
      {onPress ? (
        <button type="button" className={buttonStyle("secondary")} onClick={onPress}>
          {nextFree ? t("nextFree", { day: longDay(ofDay(nextFree), locale, "UTC") }) : t("look")}
        </button>
      ) : null}
    </p>
  );
}
