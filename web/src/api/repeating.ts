import { isProblem, type Problem } from "./problem.ts";

interface Patience {
  /** The largest number of attempts; 5 by default. */
  tries?: number;
  wait?: (seconds: number) => Promise<void>;
  /** Called before each repetition. */
  onRepeat?: () => void;
}

/** Whether the request may have had an effect: the connection broke, or the platform does not know. */
export function isUncertain(error: unknown): error is Problem {
  return isProblem(error) && ((error.status === 0 && error.code !== "not-sent") || error.status >= 500 || error.code === "request-in-progress");
}

/**
 * Calls `send` until the outcome of its request is known, at most `tries` times. `send` must use the same `Idempotency-Key` each
 * time, so that the request has one effect and one answer. Waits before each repetition as long as Retry-After says, otherwise 1,
 * 2, 4, … seconds, never more than 10. Rejects with a definite error at once, also if the device has no connection for the first
 * attempt; and with the last uncertain error after `tries` attempts.
 */
export async function repeated<T>(send: () => Promise<T>, { tries = 5, wait = seconds, onRepeat }: Patience = {}) {
  let doubt: Problem | undefined;
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await send();
    } catch (error) {
      if (isUncertain(error)) doubt = error;
      else if (!doubt || !isProblem(error, "not-sent")) throw error;
      if (left === 0) throw doubt;
      onRepeat?.();
      await wait(Math.min(doubt.retryAfterSeconds ?? 2 ** (tries - 1 - left), 10));
    }
  }
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
