import { answer } from "./client";

interface Dated<T> {
  body: T;
  /** Converts an instant of the answer to Unix ms on this device's clock. */
  here: (instant: string) => number;
}

/**
 * The body of a call's answer, for an answer whose instants are counted down to. A device's clock may be wrong by
 * minutes, so the instants are related to the header `Date`, which has whole seconds: a converted instant is too late by
 * up to a second and the time that the answer took to arrive. Without the header, the device's clock counts as right.
 * Rejects with `Problem`.
 */
export async function dated<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Dated<T>> {
  const { response } = await call.catch(() => ({ response: null }));
  const ahead = Date.now() - (Date.parse(response?.headers.get("date") ?? "") || Date.now());
  return { body: await answer(call), here: (instant) => Date.parse(instant) + ahead };
}
