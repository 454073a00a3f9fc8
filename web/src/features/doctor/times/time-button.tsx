"use client";

import { memo, useTransition, type Ref } from "react";

import { Link } from "@/components/link";
import { classes } from "@/lib/classes";
import type { Slot } from "@/live/protocol";

export interface TimeButtonProps {
  startsAt: string;
  state: Slot["state"];
  /** The time on the doctor's clock. */
  time: string;
  /** The second line of a free time: the time on the visitor's clock, or that the visitor holds it; null if there is neither. */
  yours: string | null;
  /** The accessible name of a free time, or why it is not free. */
  name: string;
  isAsked: boolean;
  /** The id of the visitor's own appointment at this time; undefined if there is none. */
  visit: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
  onBook: (startsAt: string) => void;
}

/** Whether the visitor can book the time: it is open, or held by the visitor. */
export const isFree = (state: Slot["state"]) => state === "open" || state === "mine";

/**
 * The cell of one time. A time that is free or held by the visitor is a solid button; the visitor's own appointment
 * is bold and a link, and without a link if it is the appointment to be moved (`present`). Any other taken time is
 * dashed, struck through, and named as taken. The component is memoised, because a page has many of them.
 */
export const TimeButton = memo(function TimeButton({ startsAt, state, time, yours, name, isAsked, visit, ref, onBook }: TimeButtonProps) {
  const [isGoing, start] = useTransition();
  if (!isFree(state)) {
    const isOwn = visit || state === "present";
    const said = (
      <>
        {isOwn ? <strong data-numbers>{time}</strong> : <s data-numbers>{time}</s>} <span className="text-xs">{name}</span>
      </>
    );
    const look = classes("time-cell", isOwn ? "border-neem" : "border-dashed border-edge text-soft");
    if (!visit) return <li className={look}>{said}</li>;
    return (
      <li>
        <Link href={`/appointments/${visit}`} className={look}>
          {said}
        </Link>
      </li>
    );
  }
  return (
    <li>
      <button
        ref={ref}
        type="button"
        aria-label={name}
        aria-current={isAsked ? "true" : undefined}
        aria-busy={isGoing || undefined}
        onClick={() => start(() => onBook(startsAt))}
        className="time-cell time-free"
      >
        <span data-numbers>{time}</span>{" "}
        {yours ? (
          <span className="text-xs font-normal" data-numbers>
            {yours}
          </span>
        ) : null}
      </button>
    </li>
  );
});
