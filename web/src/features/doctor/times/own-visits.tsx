"use client";

import { useEffect } from "react";

import { ownVisits } from "@/api/own-visit";
import { addDays } from "@/lib/time";

/** The ids of the visitor's own appointments with a doctor, by their starts in Unix ms. */
export type OwnVisitIds = ReadonlyMap<number, string>;

interface OwnVisitsProps {
  doctorId: string;
  from: string;
  to: string;
  onFound: (visits: OwnVisitIds) => void;
}

/**
 * Reads a patient's own appointments of these days, passes them to `onFound` (none if the read fails), and renders
 * nothing. It is loaded for signed-in patients only.
 */
export function OwnVisits({ doctorId, from, to, onFound }: OwnVisitsProps) {
  useEffect(() => {
    let isLeft = false;
    const see = (found: OwnVisitIds) => {
      if (!isLeft) onFound(found);
    };
    // One more day is read on each side, because a day in the doctor's zone is not the same period as a day in the patient's zone.
    ownVisits(doctorId, addDays(from, -1), addDays(to, 1)).then(see, () => see(new Map()));
    return () => {
      isLeft = true;
    };
  }, [doctorId, from, to, onFound]);
  return null;
}
