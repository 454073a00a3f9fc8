"use client";

import { useQuery } from "@tanstack/react-query";

import { ownVisit } from "@/api/own-visit";
import type { Wish } from "@/lib/book-href";

/**
 * The id of the account's own appointment at this time; undefined until known, null if there is none or the read failed.
 * After Back, after a reload or in a second tab, the account may have booked this time already. The id is read before
 * the time is held, because a refused hold would count as a collision. A failed read is ignored, because the hold then
 * reports the failure.
 */
export function useOwnVisit(accountId: string, { doctorId, startsAt }: Wish): string | null | undefined {
  const visit = useQuery({
    queryKey: ["own-visit", accountId, doctorId, startsAt],
    queryFn: () => ownVisit(doctorId, startsAt),
    gcTime: 0,
    // Never read again, because a booking on this page opens its appointment anyway.
    staleTime: Infinity,
    retry: false,
  });
  return visit.isError ? null : visit.data;
}
