import { isProblem, type Problem } from "./problem.ts";

interface Patience {
  /** The largest number of attempts; 5 by default. */
  tries?: number | undefined;
  wait?: ((seconds: number) => Promise<void>) | undefined;
  /** Called before each repetition. */
  onRepeat?: (() => void) | undefined;
}

/** Whether the request may have had an effect: the connection broke, or the platform does not know. */
export function isUncertain(error: unknown): error is Problem {
  return isProblem(error) && ((error.status === 0 && error.code !== "not-sent") || error.status >= 500 || error.code === "request-in-progress");
}

/** Refusals before the request is looked at: no session, a step-up that is missing, too many requests. */
const UNREAD = [401, 403, 429];

/**
 * Whether the refusal also tells that an earlier sending of the same request, whose answer was lost, had no effect. One
 * that came before the platform looked at the request does not.
 */
export function isVerdict(error: unknown): boolean {
  return !isUncertain(error) && !isProblem(error, "not-sent") && !(isProblem(error) && UNREAD.includes(error.status));
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

/** A request of one press, which may be sent several times. */
interface Attempt {
  /** Whether an answer was lost, so that the request may have had its effect. */
  isUnsure: boolean;
}

interface Ways<Own, Answer> extends Patience {
  /**
   * Called after a failure with the attempt to repeat, unchanged and with its key, when the person presses the button
   * again; null once its outcome is known.
   */
  keep: (left: Own | null, error: unknown) => void;
  /**
   * For a request without an `Idempotency-Key`, whose repetition is refused if it had its effect: reads the present
   * state, and gives the answer if the state is the wanted one, otherwise null. Called when the repetition is refused.
   */
  done?: (() => Promise<Answer | null>) | undefined;
}

/** Sends the request of an attempt as `repeated` does, and gives its answer. After a failure the attempt is kept while its outcome is unknown. */
export async function attempted<Own extends Attempt, Answer>(attempt: Own, send: () => Promise<Answer>, ways: Ways<Own, Answer>): Promise<Answer> {
  let own = attempt;
  const onRepeat = () => {
    own = { ...own, isUnsure: true };
    ways.onRepeat?.();
  };
  try {
    return await repeated(send, { ...ways, onRepeat }).catch(async (error: unknown) => {
      const done = own.isUnsure && isVerdict(error) ? await ways.done?.() : null;
      if (done) return done;
      throw error;
    });
  } catch (error) {
    ways.keep(leftOf(own, error), error);
    throw error;
  }
}

function leftOf<Own extends Attempt>(own: Own, error: unknown): Own | null {
  if (isUncertain(error)) return { ...own, isUnsure: true };
  return own.isUnsure && !isVerdict(error) ? own : null;
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
