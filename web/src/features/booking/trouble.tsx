"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ButtonLink } from "@/components/link";
import { Banner } from "@/components/status";
import type { Wish } from "@/lib/book-href";
import { ownHolds, type OwnHold } from "@/lib/own-holds";
import { clock, shortDay, zoneName } from "@/lib/time";
import { refreshSession } from "@/session/use-session";

import type { Chosen } from "./chosen";
import { ChosenTime } from "./chosen-time";
import { isPassing, refusedHold, type RefusedHold } from "./refused-hold";
import { released } from "./use-hold";
import { otherTimesHref } from "./wish";

interface TroubleProps {
  chosen: Chosen;
  error: Error;
  onRetry: () => void;
  isRetrying: boolean;
}

/** Explains why the time could not be held, for errors that are no loss of the time (`LostSlot` shows those). */
export function Trouble({ chosen, error, onRetry, isRetrying }: TroubleProps) {
  const t = useTranslations("booking.trouble");
  const common = useTranslations("common");
  const isOut = isProblem(error) && error.status === 401;
  useEffect(() => {
    if (isOut) void refreshSession(); // the session has ended, so the sign-in is shown instead
  }, [isOut]);
  const kind = refusedHold(error);
  const way = wayOn(kind, chosen.wish);
  const seconds = isProblem(error) ? (error.retryAfterSeconds ?? 0) : 0;
  return (
    <div className="grid gap-6">
      <Card>
        <ChosenTime chosen={chosen} />
      </Card>
      <Card>
        <h1 className="text-2xl">{t("title")}</h1>
        <Banner tone="warning" isLive title={t(kind, { minutes: Math.max(1, Math.ceil(seconds / 60)) })} className="mt-4" />
        {kind === "tooManyHolds" ? <OwnHolds onReleased={onRetry} /> : null}
        <div className="mt-6 flex flex-wrap gap-3">
          {isPassing(kind) ? <Button isPending={isRetrying} onPress={onRetry}>{common("retry")}</Button> : null}
          <ButtonLink kind="secondary" href={way.href}>
            {t(way.label)}
          </ButtonLink>
        </div>
      </Card>
    </div>
  );
}

/** The way on after a refusal: the appointment that cannot be moved, the search if the doctor is gone, or the doctor's other times. */
function wayOn(kind: RefusedHold, wish: Wish) {
  if (kind === "absent") return { href: "/doctors", label: "find" } as const;
  const isUnmovable = kind === "notMovable" || kind === "tooLate";
  return isUnmovable && wish.moves ? ({ href: `/appointments/${wish.moves}`, label: "appointment" } as const) : ({ href: otherTimesHref(wish), label: "other" } as const);
}

/** The times that this browser holds, each with a button to release it. */
function OwnHolds({ onReleased }: { onReleased: () => void }) {
  const [holds] = useState(ownHolds);
  return <Holds holds={holds} onReleased={onReleased} />;
}

export function Holds({ holds, onReleased }: { holds: readonly OwnHold[]; onReleased: () => void }) {
  const t = useTranslations("booking.trouble");
  const locale = useLocale();
  if (holds.length === 0) return null;
  const when = ({ startsAt, timeZone }: OwnHold) => ({
    day: shortDay(startsAt, locale, timeZone),
    time: clock(startsAt, locale, timeZone),
    zone: zoneName(startsAt, locale, timeZone),
  });
  return (
    <ul className="mt-4 grid gap-2">
      {holds.map((hold) => (
        <li key={hold.id}>
          <Button kind="secondary" action={() => released(hold.id).then(onReleased)}>
            {t("release", { ...when(hold), name: hold.doctorName })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
