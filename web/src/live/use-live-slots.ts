"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";

import { changed, isNext } from "./following";
import type { Day, Snapshot } from "./protocol";
import { liveSocket, type Range } from "./socket";

const POLL_MS = 15_000;

export interface LiveSlots {
  days: Day[] | undefined;
  timeZone: string | undefined;
  /** Told as they happen; if not, what is shown is as old as `updatedAt` says, and asked for every 15 seconds. */
  isLive: boolean;
  /** When what is shown was last known to be true, while it is not live. */
  updatedAt: number;
  error: Error | null;
  retry: () => void;
}

interface Wanted extends Range {
  doctorId: string;
  /** The gateway tells of the default consultation; for another, its news is a reason to ask. */
  type: { id: string; is_default: boolean };
}

/** A doctor's times from one local day to another (31 at most), as they change. */
export function useLiveSlots({ doctorId, from, to, type }: Wanted): LiveSlots {
  const queries = useQueryClient();
  const [isLive, setLive] = useState(false);
  const [since, setSince] = useState<number | null>(null);
  const { id: typeId, is_default: isDefault } = type;

  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: slotsKey(doctorId, typeId, from, to),
    queryFn: () => asked(doctorId, typeId, { from, to }),
    refetchInterval: isLive ? false : POLL_MS,
    staleTime: 1000,
  });

  useEffect(() => {
    const key = slotsKey(doctorId, typeId, from, to);
    const socket = liveSocket();
    let known: Snapshot | null = null;
    const learn = (next: Snapshot) => {
      known = next;
      if (isDefault) queries.setQueryData<Snapshot>(key, next);
      else void queries.invalidateQueries({ queryKey: key });
    };
    return socket.follow(doctorId, { from, to }, {
      onTold: (told) => {
        if (told.type === "snapshot") {
          learn(told);
          setLive(told.epoch !== null);
        } else if (told.type === "slot") {
          if (known && isNext(known, told)) learn(changed(known, told));
          else if (known) {
            known = null; // until the snapshot comes
            socket.refresh(doctorId);
          }
        } else if (told.type === "stale") {
          setLive(false);
          setSince(Date.parse(told.since));
        } else if (told.type === "error") setLive(false);
      },
      onLost: () => setLive(false),
    });
  }, [doctorId, from, to, typeId, isDefault, queries]);

  return {
    days: data?.days,
    timeZone: data?.time_zone,
    isLive,
    updatedAt: Math.max(dataUpdatedAt, since ?? 0),
    error,
    retry: () => void refetch(),
  };
}

/** For whoever has booked or moved a time: `queries.invalidateQueries({ queryKey: ["slots", doctorId] })`. */
export function slotsKey(doctorId: string, typeId: string, from: string, to: string) {
  return ["slots", doctorId, typeId, from, to] as const;
}

async function asked(doctorId: string, typeId: string, { from, to }: Range): Promise<Snapshot> {
  const params = { path: { doctor_id: doctorId }, query: { from, to, consultation_type: typeId } };
  return answer(api.GET("/v1/doctors/{doctor_id}/slots", { params }));
}
