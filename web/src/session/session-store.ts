import { api, isMarkedSignedIn, markSignedIn, rememberCsrfToken } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type Account = Schemas["AccountView"];

/** `undefined` until it is known, `null` for nobody. Small, since it is on every page. */
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

/** Asks again who is signed in: after a 401, for instance. */
export function refreshSession(): Promise<void> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

/** Tabs follow each other: signing out in one does so in all. */
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
    if (!isProblem(error) || error.status !== 401) return; // away: it stays unknown
    rememberCsrfToken(null);
    becomeAccount(null);
  }
}
