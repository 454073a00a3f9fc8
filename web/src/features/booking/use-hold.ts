"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { dated } from "@/api/dated";
import { isProblem } from "@/api/problem";
import type { Wish } from "@/lib/book-href";

import { forgetHold, rememberHold } from "@/lib/own-holds";
import { placeHeader } from "@/lib/own-place";
import { useRepeatable } from "@/lib/use-repeatable";

export interface Held {
  hold: Schemas["HoldView"];
  /** The end of the hold in Unix ms on this device's clock, up to two seconds early (see `asHeld`). */
  endsAt: number;
}

interface Wanted extends Wish {
  patientId: string;
  doctorName: string;
  timeZone: string;
}

/**
 * Holds the wanted time as soon as `isWanted` is true. Leaving the page does not end the hold: `release` does, or its end. A reload is
 * harmless, because a repeated request returns the existing hold.
 */
export function useHold(wanted: Wanted, isWanted: boolean) {
  const queries = useQueryClient();
  const { doctorId, startsAt, typeId, mode, moves, patientId } = wanted;
  const key = ["hold", doctorId, startsAt, typeId, mode, moves, patientId] as const;
  const { data: held, error, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: () => taken(wanted),
    enabled: isWanted,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const extending = useRepeatable({
    entries: ({ id, expires_at }: Schemas["HoldView"]) => [id, expires_at],
    send: ({ id }) => asHeld(api.POST("/v1/holds/{hold_id}/extend", pathOf(id))),
    done: async ({ id, expires_at }) => {
      const now = await asHeld(api.GET("/v1/holds/{hold_id}", pathOf(id)));
      return Date.parse(now.hold.expires_at) > Date.parse(expires_at) ? now : null;
    },
    tries: 1,
    onSuccess: (longer) => {
      remember(longer, wanted);
      queries.setQueryData(key, longer);
    },
  });
  const isOver = useIsPast(held?.endsAt);
  const release = useCallback(async () => {
    if (held) await released(held.hold.id);
  }, [held]);
  return {
    held,
    error: error ?? (isProblem(extending.error, "hold-expired") ? extending.error : null),
    isTaking: isFetching,
    isOver,
    extending,
    /** Requests the hold again: returns the existing hold with current data from the database, or a new hold if it has ended. */
    again: async () => {
      extending.reset();
      return (await refetch()).data;
    },
    release,
  };
}

async function taken(wanted: Wanted): Promise<Held> {
  const { doctorId, startsAt, typeId, mode, moves, patientId } = wanted;
  const body = {
    doctor_id: doctorId,
    starts_at: startsAt,
    ...(typeId && { consultation_type_id: typeId }),
    ...(mode && { mode }),
    ...(moves ? { reschedules: moves } : { patient_id: patientId }),
  };
  const held = await asHeld(api.POST("/v1/holds", { body, headers: placeHeader(doctorId) }));
  remember(held, wanted);
  return held;
}

/** Releases a hold, so that others can take the time. A failure is ignored, because the hold expires by itself. */
export async function released(id: string): Promise<void> {
  forgetHold(id);
  await answer(api.DELETE("/v1/holds/{hold_id}", pathOf(id))).catch(() => undefined);
}

function remember({ hold, endsAt }: Held, { doctorName, timeZone }: Wanted): void {
  if (hold.protected) rememberHold({ id: hold.id, doctorName, startsAt: hold.starts_at, timeZone, endsAt });
}

function pathOf(id: string) {
  return { params: { path: { hold_id: id } } };
}

type Call = Promise<{ data?: Schemas["HoldView"]; error?: unknown; response: Response }>;

const DATE_STEP_MS = 2000; // the header `Date` has whole seconds, and may be one second late

/**
 * The hold of a call's answer, with its end on this device's clock. The end is up to two seconds too early, so that it
 * is not too late unless the answer took more than a second to arrive.
 */
async function asHeld(call: Call): Promise<Held> {
  const { body, here } = await dated(call);
  return { hold: body, endsAt: here(body.expires_at) - DATE_STEP_MS };
}

/** Whether the instant has passed; the component is rendered again when it passes. */
function useIsPast(instant: number | undefined): boolean {
  const [past, setPast] = useState<number>();
  useEffect(() => {
    if (instant === undefined) return;
    const timer = setTimeout(() => setPast(instant), Math.max(0, instant - Date.now()));
    return () => clearTimeout(timer);
  }, [instant]);
  return instant !== undefined && past === instant;
}
