"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";

import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ButtonLink } from "@/components/link";
import { Announcer, Banner } from "@/components/status";
import { duration } from "@/lib/durations";
import { useDeadline } from "@/lib/use-deadline";

import type { Chosen } from "./chosen";
import { ChosenTime } from "./chosen-time";
import { usePlace, type Place } from "./use-place";
import { otherTimesHref } from "./wish";

// Milliseconds to wait after the rush has ended (state `open`) before a hold is requested, because an api process may
// still refuse a hold in that time.
const NO_QUEUE_MS = 1000;

interface AdmissionQueueProps {
  chosen: Chosen;
  accountId: string;
  onTurn: () => void;
  isHolding: boolean;
}

/** The visitor's place in the admission queue of a doctor in rush, and, when the turn has come, the button to hold the time. */
export function AdmissionQueue({ chosen, accountId, onTurn, isHolding }: AdmissionQueueProps) {
  const t = useTranslations("booking.queue");
  const { data: place, isError } = usePlace(chosen.doctor.id, accountId);
  const isOpen = place?.state === "open";
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(onTurn, NO_QUEUE_MS);
    return () => clearTimeout(timer);
  }, [isOpen, onTurn]);
  const isTurn = place?.state === "admitted";
  return (
    <div className="grid gap-6">
      <Card>
        <ChosenTime chosen={chosen} />
      </Card>
      <Card>
        <h1 className="text-2xl">{isTurn ? t("turnTitle") : t("title")}</h1>
        {place ? <PlaceState place={place} /> : null}
        {isError ? <Banner tone="warning" isLive title={t("failed")} className="mt-4" /> : null}
        <div className="mt-6 flex flex-wrap gap-3">
          {isTurn ? <Button isPending={isHolding} onPress={onTurn}>{t("hold")}</Button> : null}
          <ButtonLink kind="secondary" href={otherTimesHref(chosen.wish)}>
            {t("other")}
          </ButtonLink>
        </div>
      </Card>
    </div>
  );
}

/** The state of the visitor's place in the queue. Screen readers announce the admission, but not each step forward. */
export function PlaceState({ place }: { place: Place }) {
  const [t, locale, deadline] = [useTranslations("booking.queue"), useLocale(), useDeadline()];
  const ends = place.state === "admitted" ? place.turn_ends_at : null;
  return (
    <>
      <Announcer>{ends ? t("turnTitle") : ""}</Announcer>
      {ends ? <Banner tone="good" title={t("turn", deadline(ends))} className="mt-4" /> : null}
      {place.position !== null ? (
        <div className="mt-4" data-numbers>
          <p className="text-lg font-semibold">{t("position", { position: place.position })}</p>
          <p className="text-soft">
            {place.estimated_seconds === null ? t("unknown") : t("estimate", { time: duration(Math.max(1, Math.ceil(place.estimated_seconds / 60)), locale) })}
          </p>
          <p className="mt-2">{t("keep")}</p>
        </div>
      ) : null}
    </>
  );
}
