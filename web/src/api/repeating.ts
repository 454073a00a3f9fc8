import { isProblem, type Problem } from "./problem.ts";

interface Patience {
  tries?: number;
  wait?: (seconds: number) => Promise<void>;
  /** Told before each repetition. */
  onRepeat?: () => void;
}

/** Whether it may have happened all the same: the connection broke, or the platform could not say. */
export function isUncertain(error: unknown): error is Problem {
  return isProblem(error) && (error.status === 0 || error.status >= 500 || error.code === "request-in-progress");
}

/**
 * Sends a request that carries an `Idempotency-Key`, again if its outcome is not known: the same answer,
 * one effect. Raises what is certain at once, and the last uncertainty after so many tries.
 */
export async function repeated<T>(send: () => Promise<T>, { tries = 5, wait = seconds, onRepeat }: Patience = {}) {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await send();
    } catch (error) {
      if (!isUncertain(error) || left === 0) throw error;
      onRepeat?.();
      await wait(Math.min(error.retryAfterSeconds ?? 2 ** (tries - 1 - left), 10));
    }
  }
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
