/** A period of a day that is selected by pointer, in minutes since midnight, in steps of a quarter of an hour. */
export interface Period {
  from: number;
  to: number;
}

const STEP = 15;
const DAY = 24 * 60;

/**
 * The period from the start of a press to its present position, both in minutes since midnight. A press that moves less than a quarter of an
 * hour gives half an hour, or what is left of the day.
 */
export function pointed(began: number, at: number): Period {
  const [first, last] = [Math.min(began, at), Math.max(began, at)];
  const from = Math.max(0, Math.floor(first / STEP) * STEP);
  const to = Math.min(DAY, Math.ceil(last / STEP) * STEP);
  return { from, to: to - from < 2 * STEP && Math.abs(at - began) < STEP ? Math.min(DAY, from + 2 * STEP) : to };
}

/** Minutes since midnight as `HH:MM`; the midnight at a day's end is `00:00`. */
export function wall(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
