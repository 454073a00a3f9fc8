import { addDays } from "@/lib/time";

import { DAY_MINUTES, minutes, since, until, type Draft, type Pause, type Session } from "./draft.ts";

/** The kinds of faults; each is the key of its message in `practice.hours.faults`. */
export const faultCodes = ["times", "order", "five", "modes", "dates", "breakOrder", "breakInside", "breaksMeet", "meet", "horizon"] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  /** The key of the session with the fault; null for a setting of all sessions. */
  key: string | null;
  code: FaultCode;
  /** The key of the break with the fault. */
  pause?: string;
}

/** Faults that the API would refuse, found before the request; an empty list if there are none. */
export function faultsOf(draft: Draft): Fault[] {
  const own = draft.sessions.flatMap(sessionFaults);
  const isHorizonWrong = !Number.isInteger(draft.horizon) || draft.horizon < 1 || draft.horizon > 366;
  return [...(isHorizonWrong ? [{ key: null, code: "horizon" } as const] : []), ...own, ...meetings(draft)];
}

function sessionFaults(session: Session): Fault[] {
  const { key, breaks } = session;
  const wrong = [
    ...timesFaults(session).map((code) => ({ key, code })),
    ...breaks.flatMap((pause) => timesFaults(pause).map((code) => ({ key, code, pause: pause.key }))),
  ];
  if (wrong.some(({ code }) => code === "times")) return wrong.filter(({ code }) => code === "times");
  const found: [boolean, FaultCode][] = [
    [until(session, session.ends) === minutes(session.starts), "order"],
    [session.modes.length === 0, "modes"],
    [session.from !== "" && session.until !== "" && session.until < session.from, "dates"],
    [doMeet(session), "breaksMeet"],
  ];
  const own = found.filter(([isWrong]) => isWrong).map(([, code]) => ({ key, code }));
  return [...wrong, ...own, ...breaks.flatMap((pause) => breakFaults(pause, session))];
}

function timesFaults({ starts, ends }: { starts: string; ends: string }): FaultCode[] {
  if (![starts, ends].every((each) => /^\d\d:\d\d$/.test(each))) return ["times"];
  return [starts, ends].some((each) => minutes(each) % 5 !== 0) ? ["five"] : [];
}

function breakFaults(pause: Pause, session: Session): Fault[] {
  const at = { key: session.key, pause: pause.key };
  const isBackwards = until(session, pause.ends) <= since(session, pause.starts);
  return [
    ...(isBackwards ? [{ ...at, code: "breakOrder" } as const] : []),
    ...(isInside(pause, session) ? [] : [{ ...at, code: "breakInside" } as const]),
  ];
}

function isInside(pause: { starts: string; ends: string }, session: Session): boolean {
  return since(session, pause.starts) >= minutes(session.starts) && until(session, pause.ends) <= until(session, session.ends);
}

function doMeet(session: Session): boolean {
  const taken = session.breaks
    .map(({ starts, ends }) => [since(session, starts), until(session, ends)] as const)
    .sort(([one], [other]) => one - other);
  return taken.some(([starts], at) => starts < (taken[at - 1]?.[1] ?? starts));
}

function meetings({ sessions }: Draft): Fault[] {
  return sessions
    .filter((session, at) => sessions.slice(0, at).some((earlier) => isCollision(earlier, session)))
    .map(({ key }) => ({ key, code: "meet" }));
}

/**
 * Whether two sessions overlap in a way that the API refuses. The API accepts overlapping sessions of different zones,
 * because they overlap on some days only; their times are then joined.
 */
function isCollision(one: Session, other: Session): boolean {
  return one.zone === other.zone && [-1, 0, 1].some((days) => isCollisionAfter(days, one, other));
}

/** Whether the sessions overlap if the second one's day is `days` days after the first one's. */
function isCollisionAfter(days: number, one: Session, other: Session): boolean {
  if ((one.weekday + days - other.weekday) % 7 !== 0) return false;
  if (one.until !== "" && other.from !== "" && addDays(one.until, days) < other.from) return false;
  if (other.until !== "" && one.from !== "" && addDays(other.until, -days) < one.from) return false;
  const later = days * DAY_MINUTES;
  return (
    minutes(one.starts) < until(other, other.ends) + later && minutes(other.starts) + later < until(one, one.ends)
  );
}
