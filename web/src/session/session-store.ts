import { api, isMarkedSignedIn, markSignedIn, rememberCsrfToken } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type Account = Schemas["AccountView"];

/**
 * The signed-in account: `undefined` until it is known, `null` without a session. This module is small, because
 * every page loads it.
 */
let known: Account | null | undefined;
let asking: Promise<void> | null = null;
const listeners = new Set<() => void>();

export function currentAccount(): Account | null | undefined {
  return isMarkedSignedIn() ? known : null;
}

export function becomeAccount(account: Account | null): void {
  known = account;
  markSignedIn(account !== null);
  listeners.forEach((listener) => listener());
}

/** Reads the signed-in account again, for example after a 401. */
export function refreshSession(): Promise<void> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

/**
 * Calls `changed` when the session changes, also when another tab signs in or out. Returns the function that stops
 * it.
 */
export function followSession(changed: () => void): () => void {
  const heard = () => {
    if (!isMarkedSignedIn()) known = null;
    else if (!known) void refreshSession();
    changed();
  };
  listeners.add(changed);
  addEventListener("storage", heard);
  if (isMarkedSignedIn() && known === undefined) void refreshSession();
  return () => {
    listeners.delete(changed);
    removeEventListener("storage", heard);
  };
}

async function ask(): Promise<void> {
  try {
    becomeAccount(await answer(api.GET("/v1/me")));
  } catch (error) {
    // The API is unreachable, so the state stays unknown.
    if (!isProblem(error) || error.status !== 401) return;
    rememberCsrfToken(null);
    becomeAccount(null);
  }
}
