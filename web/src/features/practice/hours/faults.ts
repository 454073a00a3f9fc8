import { minutes, type Draft, type Session } from "./draft.ts";

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
    [minutes(session.ends, true) <= minutes(session.starts), "order"],
    [walls.some((each) => minutes(each) % 5 !== 0), "five"],
    [session.modes.length === 0, "modes"],
    [session.from !== "" && session.until !== "" && session.until < session.from, "dates"],
    [session.breaks.some(({ starts, ends }) => minutes(ends) <= minutes(starts)), "breakOrder"],
    [session.breaks.some((pause) => !isInside(pause, session)), "breakInside"],
    [doMeet(session.breaks), "breaksMeet"],
  ];
  return found.filter(([isWrong]) => isWrong).map(([, code]) => code);
}

function isInside(pause: { starts: string; ends: string }, session: Session): boolean {
  return minutes(pause.starts) >= minutes(session.starts) && minutes(pause.ends) <= minutes(session.ends, true);
}

function doMeet(breaks: Session["breaks"]): boolean {
  const sorted = [...breaks].sort((one, other) => one.starts.localeCompare(other.starts));
  return sorted.some((pause, at) => at > 0 && minutes(pause.starts) < minutes(sorted[at - 1]?.ends ?? pause.starts));
}

function meetings({ sessions }: Draft): Fault[] {
  return sessions
    .filter((session, at) => sessions.slice(0, at).some((earlier) => isCollision(earlier, session)))
    .map(({ key }) => ({ key, code: "meet" }));
}

/** Sessions of different zones may meet on some days only: their times are then joined. */
function isCollision(one: Session, other: Session): boolean {
  if (one.weekday !== other.weekday || one.zone !== other.zone) return false;
  if (one.until !== "" && other.from !== "" && one.until < other.from) return false;
  if (other.until !== "" && one.from !== "" && other.until < one.from) return false;
  return minutes(one.starts) < minutes(other.ends, true) && minutes(other.starts) < minutes(one.ends, true);
}
