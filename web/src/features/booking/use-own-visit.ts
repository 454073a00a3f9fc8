"use client";

import { useQuery } from "@tanstack/react-query";

import { ownVisit } from "@/api/own-visit";
import type { Wish } from "@/lib/book-href";

/**
 * The id of the account's own appointment at this very time: after Back, a reload or in a second tab the time that
 * was asked for may be booked already. Asked before the time is held, so that it counts as no collision. Undefined
 * until it is known; a failure is no hindrance: the hold then tells.
 */
export function useOwnVisit(accountId: string, { doctorId, startsAt }: Wish): string | null | undefined {
  const visit = useQuery({
    queryKey: ["own-visit", accountId, doctorId, startsAt],
    queryFn: () => ownVisit(doctorId, startsAt),
    gcTime: 0,
    staleTime: Infinity, // what is booked here later leads to its appointment by itself
    retry: false,
  });
  return visit.isError ? null : visit.data;
}
