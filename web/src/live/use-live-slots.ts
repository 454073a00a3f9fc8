"use client";

import { startTransition, useEffect, useState } from "react";

import { whenHeldElsewhere } from "@/lib/own-holds";

import { askedSlots, type AskedSlots } from "./asked-slots";
import { changed, isNext, ownStarts, withOwn } from "./following";
import type { Day, SlotsClinic, Snapshot, Told } from "./protocol";
import { liveSocket, type Range } from "./socket";

const POLL_MS = 15_000;

export interface LiveSlots {
  /** The days of the range; undefined until they are read for the first time, as is `timeZone` (the doctor's). */
  days: Day[] | undefined;
  clinics: SlotsClinic[];
  timeZone: string | undefined;
  /** Whether changes arrive as they happen. If not, the data is read every 15 seconds. */
  isLive: boolean;
  /** While the data is not live: when it was last known to be true, in Unix ms; 0 while that is unknown. */
  updatedAt: number;
  /** The error of the last read; null if that succeeded. */
  error: Error | null;
  /** Reads anew, without the shown days until the answer. */
  retry: () => void;
}

interface Wanted extends Range {
  doctorId: string;
  /** The gateway reports the default consultation type; for another type a change causes a new read. */
  type: { id: string; is_default: boolean };
  /** The id of the visitor's appointment to move, whose own time counts as free. */
  moves?: string | undefined;
}

interface Seen {
  key: string;
  snapshot: Snapshot | undefined;
  at: number;
  isLive: boolean;
  error: Error | null;
}

/** A doctor's times for a range of the doctor's local days (31 at most), kept up to date. */
export function useLiveSlots({ doctorId, from, to, type, moves }: Wanted): LiveSlots {
  const { id: typeId } = type;
  const isAsTold = type.is_default && !moves;
  const key = [doctorId, typeId, from, to, moves].join();
  const [seen, setSeen] = useState<Seen>(() => nothingYet(key));
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const see = (part: Partial<Seen>) =>
      startTransition(() => setSeen((before) => ({ ...(before.key === key ? before : nothingYet(key)), ...part })));
    const follower = new Follower({ doctorId, typeId, isAsTold, moves, from, to }, see);
    return follower.start();
  }, [doctorId, typeId, isAsTold, moves, from, to, key, tries]);

  const current = seen.key === key ? seen : nothingYet(key, seen.isLive);
  return {
    days: current.snapshot?.days,
    clinics: current.snapshot?.clinics ?? [],
    timeZone: current.snapshot?.time_zone,
    isLive: current.isLive,
    updatedAt: current.at,
    error: current.error,
    retry: () => {
      setSeen(nothingYet(key));
      setTries(tries + 1);
    },
  };
}

function nothingYet(key: string, isLive = false): Seen {
  return { key, snapshot: undefined, at: 0, isLive, error: null };
}

interface Followed extends AskedSlots {
  /** Whether the gateway's public messages describe the shown times. */
  isAsTold: boolean;
}

/** Reads the times once and then follows their changes. While no messages arrive, the times are polled. */
class Follower {
  #known: Snapshot | null = null;
  /** The starts of the visitor's own holds, which the gateway's messages do not contain. */
  #own: ReadonlySet<string> = new Set();
  #isLive = false;
  #isStopped = false;
  #reading = 0;
  /** When the shown times were received, in Unix ms; 0 before the first ones. */
  #shownAt = 0;
  #timer = 0;

  constructor(
    private readonly of: Followed,
    private readonly see: (part: Partial<Seen>) => void,
  ) {}

  start(): () => void {
    const { doctorId, from, to } = this.of;
    const leave = liveSocket().follow(doctorId, { from, to }, {
      onTold: (told) => this.#hear(told),
      onLost: (heardAt) => this.#turn(false, heardAt),
    });
    // The gateway's messages are the same for everybody, so they do not show this visitor's holds in other tabs.
    const stay = whenHeldElsewhere(() => void this.#read());
    void this.#read();
    this.#timer = window.setInterval(() => {
      if (!this.#isLive) void this.#read();
    }, POLL_MS);
    return () => {
      this.#isStopped = true;
      clearInterval(this.#timer);
      leave();
      stay();
    };
  }

  #hear(told: Told): void {
    if (told.type === "snapshot") {
      this.#learn(told);
      this.#turn(told.epoch !== null);
    } else if (told.type === "slot") {
      if (this.#known && isNext(this.#known, told)) this.#learn(changed(this.#known, told));
      else if (this.#known) this.#askAnew();
    } else if (told.type === "stale") {
      this.#turn(false, Date.parse(told.since));
    } else if (told.type === "error") this.#turn(false);
  }

  /** A change was missed: later changes are ignored until the snapshot comes. */
  #askAnew(): void {
    this.#known = null;
    liveSocket().refresh(this.of.doctorId);
  }

  #learn(snapshot: Snapshot): void {
    this.#known = snapshot;
    // Answers to earlier requests are older than this snapshot and must be ignored.
    this.#reading += 1;
    if (this.of.isAsTold) this.#show(withOwn(snapshot, this.#own));
    else void this.#read();
  }

  #show(snapshot: Snapshot): void {
    this.#shownAt = Date.now();
    this.see({ snapshot, at: this.#shownAt, error: null });
  }

  /** `since`: when the last message arrived, in Unix ms. The times may have been read after it. */
  #turn(isLive: boolean, since = Date.now()): void {
    this.#isLive = isLive;
    this.see({ isLive, ...(isLive ? {} : { at: Math.max(since, this.#shownAt) }) });
  }

  async #read(): Promise<void> {
    const reading = ++this.#reading;
    const isNews = () => !this.#isStopped && reading === this.#reading;
    try {
      const snapshot = await askedSlots(this.of);
      this.#own = ownStarts(snapshot);
      if (isNews()) this.#show(snapshot);
      else if (!this.#isStopped && this.#known && this.of.isAsTold) this.see({ snapshot: withOwn(this.#known, this.#own) });
    } catch (error) {
      if (isNews()) this.see({ error: error as Error });
    }
  }
}
