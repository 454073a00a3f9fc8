"use client";

import { useTranslations } from "next-intl";

import { Card } from "@/components/card";

import { PlaceState } from "./admission-queue";
import type { Chosen } from "./chosen";
import { usePlace } from "./use-place";

/**
 * Takes a place in the admission queue of a doctor in rush before the visitor signs in, and shows it; the place stays
 * valid through the sign-in. Renders nothing if the doctor has no queue.
 */
export function PlaceBefore({ chosen: { doctor } }: { chosen: Chosen }) {
  const t = useTranslations("booking.queue");
  const { data: place } = usePlace(doctor.id, null);
  if (!place || place.state === "open" || place.state === "none") return null;
  const isTurn = place.state === "admitted";
  return (
    <Card>
      <h2 className="text-lg">{t(isTurn ? "turnTitle" : "title")}</h2>
      <PlaceState place={place} />
      <p className="mt-2 text-soft">{t(isTurn ? "signInTurn" : "signIn")}</p>
    </Card>
  );
}
