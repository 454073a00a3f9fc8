"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { dayIn } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { useLiveSlots } from "@/live/use-live-slots";

import type { Chosen } from "./chosen";

interface WatchingProps {
  chosen: Chosen;
  type: NonNullable<Chosen["type"]>;
  /**
   * Whether the hold is unprotected: it was made while Valkey was unreachable and keeps nobody from booking the time.
   * The age of the data is then shown.
   */
  isPromise: boolean;
  onTaken: () => void;
}

/** Follows the state of the chosen time, and calls `onTaken` once it is booked. */
export function Watching({ chosen: { wish, doctor }, type, isPromise, onTaken }: WatchingProps) {
  const day = dayIn(wish.startsAt, doctor.timeZone);
  const live = useLiveSlots({ doctorId: doctor.id, from: day, to: day, type: { id: type.id, is_default: type.isDefault } });
  const slot = live.days?.flatMap(({ slots }) => slots).find(({ starts_at }) => Date.parse(starts_at) === Date.parse(wish.startsAt));
  const isTaken = slot?.state === "booked";
  useEffect(() => {
    if (isTaken) onTaken();
  }, [isTaken, onTaken]);
  return isPromise && !live.isLive && live.updatedAt > 0 ? <Age since={live.updatedAt} /> : null;
}

function Age({ since }: { since: number }) {
  const t = useTranslations("booking.hold");
  const now = useNow(1000) ?? since;
  return (
    <p className="text-sm text-soft" data-numbers>
      {t("updated", { seconds: Math.max(0, Math.round((now - since) / 1000)) })}
    </p>
  );
}
