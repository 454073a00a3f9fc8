import { addDays } from "@/lib/time";

import { DAY_MINUTES, minutes, since, type Draft, type Session } from "./draft.ts";

export const faultCodes = ["times", "order", "five", "modes", "dates", "breakOrder", "breakInside", "breaksMeet", "meet", "horizon"] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  /** The session's; null for the schedule's own. */
  key: string | null;
  code: FaultCode;
}

/** What the API would refuse, said before it is asked. */
export function faultsOf(draft: Draft): Fault[] {
  const own = draft.sessions.flatMap((session) =>
    sessionFaults(session).map((code) => ({ key: session.key, code })),
  );
  const isHorizonWrong = !Number.isInteger(draft.horizon) || draft.horizon < 1 || draft.horizon > 366;
  return [...(isHorizonWrong ? [{ key: null, code: "horizon" } as const] : []), ...own, ...meetings(draft)];
}

function sessionFaults(session: Session): FaultCode[] {
  const walls = [session.starts, session.ends, ...session.breaks.flatMap(({ starts, ends }) => [starts, ends])];
  if (walls.some((each) => !/^\d\d:\d\d$/.test(each))) return ["times"];
  const found: [boolean, FaultCode][] = [
    [session.ends === session.starts, "order"],
    [walls.some((each) => minutes(each) % 5 !== 0), "five"],
    [session.modes.length === 0, "modes"],
    [session.from !== "" && session.until !== "" && session.until < session.from, "dates"],
    [session.breaks.some(({ starts, ends }) => since(session, ends) <= since(session, starts)), "breakOrder"],
    [session.breaks.some((pause) => !isInside(pause, session)), "breakInside"],
    [doMeet(session), "breaksMeet"],
  ];
  return found.filter(([isWrong]) => isWrong).map(([, code]) => code);
}

function isInside(pause: { starts: string; ends: string }, session: Session): boolean {
  return since(session, pause.starts) >= minutes(session.starts) && since(session, pause.ends) <= since(session, session.ends);
}

function doMeet(session: Session): boolean {
  const taken = session.breaks
    .map(({ starts, ends }) => [since(session, starts), since(session, ends)] as const)
    .sort(([one], [other]) => one - other);
  return taken.some(([starts], at) => starts < (taken[at - 1]?.[1] ?? starts));
}

function meetings({ sessions }: Draft): Fault[] {
  return sessions
    .filter((session, at) => sessions.slice(0, at).some((earlier) => isCollision(earlier, session)))
    .map(({ key }) => ({ key, code: "meet" }));
}

/** Sessions of different zones may meet on some days only: their times are then joined. */
function isCollision(one: Session, other: Session): boolean {
  return one.zone === other.zone && [-1, 0, 1].some((days) => isCollisionAfter(days, one, other));
}

/** Whether they overlap if the other's day comes so many days after the one's. */
function isCollisionAfter(days: number, one: Session, other: Session): boolean {
  if ((one.weekday + days - other.weekday) % 7 !== 0) return false;
  if (one.until !== "" && other.from !== "" && addDays(one.until, days) < other.from) return false;
  if (other.until !== "" && one.from !== "" && addDays(other.until, -days) < one.from) return false;
  const later = days * DAY_MINUTES;
  return (
    minutes(one.starts) < since(other, other.ends) + later && minutes(other.starts) + later < since(one, one.ends)
  );
}
