import type { Schemas } from "@/api/client";
import { MODES, type Mode } from "@/lib/modes";

type Schedule = Schemas["ScheduleAnswer"];
type ScheduleDocument = Schemas["ScheduleDocument"];

/** A break of a session, with times `HH:MM` on the session's clock. `key` tells React which entry is which, here and in `Session`. */
export interface Pause {
  key: string;
  starts: string;
  ends: string;
}

/**
 * A weekly session in the editor. `weekday`: the ISO number, 1 is Monday. `starts` and `ends`: `HH:MM` on the zone's
 * clock. `from` and `until`: the first and the last day, such as `2026-08-04`, on which the session applies; an empty
 * text sets no limit. An empty `zone` means the schedule's zone.
 */
export interface Session {
  key: string;
  weekday: number;
  starts: string;
  /** The session's end. `00:00` is the midnight at the day's end; an end before `starts` is on the next day. */
  ends: string;
  zone: string;
  from: string;
  until: string;
  modes: readonly Mode[];
  /** The id of the clinic of visits in person; empty for the doctor's own practice. */
  clinic: string;
  breaks: readonly Pause[];
}

/** A doctor's weekly hours with the settings of all sessions, as they are in the editor. */
export interface Draft {
  zone: string;
  /** Minutes after each visit in which the doctor cannot be booked. */
  buffer: number;
  /** Minutes between the starts of offered times; null means the length of the default visit plus its pause. */
  step: number | null;
  /** The least number of minutes between a booking and the visit's start. */
  notice: number;
  /** How many days ahead a time can be booked; NaN while the field is empty. */
  horizon: number;
  sessions: readonly Session[];
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** The API's value for a rule without a first day. */
const NO_FIRST_DAY = "2000-01-01";

/** The editor's draft of a schedule. `doctorId` is also the id of the doctor's own practice. */
export function draftOf(schedule: Schedule, doctorId: string): Draft {
  return {
    zone: schedule.time_zone,
    buffer: schedule.buffer_minutes,
    step: schedule.slot_step_minutes,
    notice: schedule.notice_minutes,
    horizon: schedule.horizon_days,
    sessions: schedule.rules.map((rule, index) => ({
      key: `rule-${index}`,
      weekday: rule.weekday,
      starts: rule.starts,
      ends: rule.ends === "24:00" ? "00:00" : rule.ends,
      zone: rule.time_zone === schedule.time_zone ? "" : rule.time_zone,
      from: rule.valid_from === NO_FIRST_DAY ? "" : rule.valid_from,
      until: rule.valid_until ?? "",
      modes: rule.modes,
      clinic: rule.clinic_id && rule.clinic_id !== doctorId ? rule.clinic_id : "",
      breaks: rule.breaks.map((pause, at) => ({ key: `break-${index}-${at}`, ...pause })),
    })),
  };
}

/** The draft as the API takes it, with the sessions in order. */
export function documentOf(draft: Draft): ScheduleDocument {
  return {
    time_zone: draft.zone,
    buffer_minutes: draft.buffer,
    slot_step_minutes: draft.step,
    notice_minutes: draft.notice,
    horizon_days: draft.horizon,
    rules: inOrder(draft.sessions).map((session) => ({
      weekday: session.weekday,
      starts: session.starts,
      ends: session.ends === "00:00" ? "24:00" : session.ends,
      time_zone: session.zone || draft.zone,
      valid_from: session.from || null,
      valid_until: session.until || null,
      modes: [...session.modes].sort(),
      clinic_id: session.modes.includes("in_person") && session.clinic ? session.clinic : null,
      breaks: session.breaks.map(({ starts, ends }) => ({ starts, ends })),
    })),
  };
}

/** Whether two drafts are the same for the API. */
export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(documentOf(one)) === JSON.stringify(documentOf(other));
}

/** The sessions by weekday from Monday, and by start. */
export function inOrder(sessions: readonly Session[]): Session[] {
  return [...sessions].sort((one, other) => one.weekday - other.weekday || one.starts.localeCompare(other.starts));
}

export const DAY_MINUTES = 1440;

/** Minutes from midnight to the local time `HH:MM`; 0 for an empty text. */
export function minutes(wall: string): number {
  return Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
}

type Hours = Pick<Session, "starts" | "ends">;

/**
 * Minutes from the midnight before the session's start to `wall`, a local time within the session. If the session
 * crosses midnight, times before its start are on the next day.
 */
export function since(session: Hours, wall: string): number {
  const isNextDay = minutes(session.ends) < minutes(session.starts) && minutes(wall) < minutes(session.starts);
  return minutes(wall) + (isNextDay ? DAY_MINUTES : 0);
}

/** Whether the session ends on the next day, later than midnight. */
export function isNight(session: Hours): boolean {
  return since(session, session.ends) > DAY_MINUTES;
}

/**
 * A new session of a weekday with three hours at most: it begins an hour after the last of the sessions `present` (at 23:00 at the
 * latest), or at 9:00 if there are none.
 */
export function newSession(weekday: number, present: readonly Session[], key: string): Session {
  const last = Math.max(0, ...present.map((session) => since(session, session.ends)));
  const starts = last === 0 ? 540 : Math.min(last + 60, 1380);
  return {
    key,
    weekday,
    starts: wall(starts),
    ends: wall(Math.min(starts + 180, DAY_MINUTES)),
    zone: "",
    from: "",
    until: "",
    modes: MODES,
    clinic: "",
    breaks: [],
  };
}

/** A new break of 15 minutes, or less just before midnight, near the middle of a session; it begins at a quarter of an hour. */
export function newBreak(session: Session, key: string): Pause {
  const [starts, ends] = [minutes(session.starts), since(session, session.ends)];
  const middle = Math.floor((starts + ends) / 2 / 15) * 15;
  return { key, starts: wall(middle), ends: wall(Math.min(middle + 15, Math.max(ends, DAY_MINUTES) - 5)) };
}

function wall(count: number): string {
  return `${String(Math.floor(count / 60) % 24).padStart(2, "0")}:${String(count % 60).padStart(2, "0")}`;
}

/**
 * Copies the sessions of one weekday to other days, whose own sessions are dropped. Returns the sessions of the whole
 * week.
 */
export function copied(sessions: readonly Session[], from: number, to: readonly number[], newKey: () => string): Session[] {
  const copies = to.flatMap((weekday) =>
    sessions.filter((session) => session.weekday === from).map((session) => ({ ...session, weekday, key: newKey() })),
  );
  return [...sessions.filter(({ weekday }) => !to.includes(weekday)), ...copies];
}
