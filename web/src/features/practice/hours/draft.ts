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
  /** The session's end. `00:00` is the midnight at the day's end, also if `starts` is `00:00`; an end before `starts` is on the next day. */
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
      ends: asTyped(rule.ends),
      zone: rule.time_zone === schedule.time_zone ? "" : rule.time_zone,
      from: rule.valid_from === NO_FIRST_DAY ? "" : rule.valid_from,
      until: rule.valid_until ?? "",
      modes: rule.modes,
      clinic: rule.clinic_id && rule.clinic_id !== doctorId ? rule.clinic_id : "",
      breaks: rule.breaks.map(({ starts, ends }, at) => ({ key: `break-${index}-${at}`, starts, ends: asTyped(ends) })),
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
      ends: asSent(session.ends),
      time_zone: session.zone || draft.zone,
      valid_from: session.from || null,
      valid_until: session.until || null,
      modes: [...session.modes].sort(),
      clinic_id: session.modes.includes("in_person") && session.clinic ? session.clinic : null,
      breaks: session.breaks.map(({ starts, ends }) => ({ starts, ends: asSent(ends) })),
    })),
  };
}

/** An end as a time field shows it. The midnight at a day's end is `24:00` for the API, which no time field can show. */
function asTyped(ends: string): string {
  return ends === "24:00" ? MIDNIGHT : ends;
}

function asSent(ends: string): string {
  return ends === MIDNIGHT ? "24:00" : ends;
}

/** Whether two drafts are the same for the API. */
export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(documentOf(one)) === JSON.stringify(documentOf(other));
}

const LIMITS = ["buffer", "step", "notice", "horizon", "zone"] as const;

/** Everything in which two drafts differ: weekdays by their numbers, and settings of all sessions by their names. */
export function differences(one: Draft, other: Draft): { days: number[]; limits: (typeof LIMITS)[number][] } {
  // Without the zone, because sessions of the schedule's zone do not change with it.
  const [rules, others] = [one, other].map((draft) => documentOf({ ...draft, zone: "" }).rules);
  const ofDay = (all: typeof rules, day: number) => JSON.stringify(all?.filter(({ weekday }) => weekday === day));
  return {
    days: WEEKDAYS.filter((day) => ofDay(rules, day) !== ofDay(others, day)),
    limits: LIMITS.filter((name) => one[name] !== other[name]),
  };
}

/** The sessions by weekday from Monday, and by start. */
export function inOrder(sessions: readonly Session[]): Session[] {
  return [...sessions].sort((one, other) => one.weekday - other.weekday || one.starts.localeCompare(other.starts));
}

export const DAY_MINUTES = 1440;
const MIDNIGHT = "00:00";

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

/** As `since`, for the end of the session or of one of its breaks: `00:00` is the midnight at the end of the day. */
export function until(session: Hours, ends: string): number {
  return ends === MIDNIGHT ? DAY_MINUTES : since(session, ends);
}

/** Whether the session ends on the next day, later than midnight. */
export function isNight(session: Hours): boolean {
  return until(session, session.ends) > DAY_MINUTES;
}

/**
 * A new session of a weekday with three hours at most: it begins an hour after the last of the sessions `present` (at 23:00 at the
 * latest), or at 9:00 if there are none.
 */
export function newSession(weekday: number, present: readonly Session[], key: string): Session {
  const last = Math.max(0, ...present.map((session) => until(session, session.ends)));
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

const BREAK_MINUTES = 15;

/**
 * The times of a new break: in the middle of the longest part of the session without a break, from a quarter of an hour
 * on if possible; 15 minutes, or less in a shorter part. Null if no part has room.
 */
export function newBreak(session: Session): Omit<Pause, "key"> | null {
  const [begins, ends] = longest(partsOf(session));
  const length = Math.min(BREAK_MINUTES, Math.floor((ends - begins) / 5) * 5);
  const starts = length > 0 ? fives(begins, ends - length) : [];
  const quarters = starts.filter((start) => start % 15 === 0);
  const [start] = (quarters.length > 0 ? quarters : starts).sort((one, other) => Math.abs(2 * one - begins - ends) - Math.abs(2 * other - begins - ends));
  return start === undefined ? null : { starts: wall(start), ends: wall(start + length) };
}

type Part = readonly [begins: number, ends: number];

/** The parts of the session between its breaks, in minutes as of `since`. */
function partsOf(session: Session): Part[] {
  const breaks = session.breaks.map(({ starts, ends }): Part => [since(session, starts), until(session, ends)]).sort(([one], [other]) => one - other);
  let begins = minutes(session.starts);
  const parts = breaks.map(([starts, ends]): Part => {
    const part = [begins, starts] as const;
    begins = Math.max(begins, ends);
    return part;
  });
  return [...parts, [begins, until(session, session.ends)]];
}

function longest(parts: readonly Part[]): Part {
  return parts.reduce((one, other) => (other[1] - other[0] > one[1] - one[0] ? other : one));
}

/** The multiples of five from `first` to `last`, both included. */
function fives(first: number, last: number): number[] {
  const from = Math.ceil(first / 5) * 5;
  return Array.from({ length: Math.max(0, Math.floor((last - from) / 5) + 1) }, (_, step) => from + 5 * step);
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
