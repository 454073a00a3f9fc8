import { api, isMarkedAs, isMarkedSignedIn, markSignedIn, onDoubt, rememberCsrfToken, tabOwner } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type Account = Schemas["AccountView"];

// This module is small, because every page loads it.

/** The account that this tab has read last: `undefined` until one is read, `null` after an answer without a session. */
let known: Account | null | undefined;
let asking: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

/** The signed-in account: `undefined` until it is known, `null` without a session. */
export function currentAccount(): Account | null | undefined {
  return isMarkedSignedIn() ? known : null;
}

/** Sets the signed-in account of this tab, or null after the session's end, and informs all components that show it. */
export function becomeAccount(account: Account | null): void {
  const owner = tabOwner();
  if (owner !== undefined && account?.id !== owner) addEventListener("popstate", loadAnew, { capture: true });
  known = account;
  markSignedIn(account?.id ?? null);
  dispatchEvent(new Event("storage")); // browsers send this event to other tabs only
  listeners.forEach((listener) => listener());
}

/** Loads the page again on Back or Forward, because the router still has the pages of the session that has ended. */
function loadAnew(event: Event): void {
  event.stopImmediatePropagation();
  location.reload();
}

/**
 * Leaves the pages of a session that has ended, for the start page. The page load empties the router's memory. The promise
 * never settles, so that nothing else happens on the page until it is gone.
 */
export function leavePages(): Promise<never> {
  rememberCsrfToken(null);
  // Deletes drafts, which hold the reason for a visit, because others may use the same computer.
  sessionStorage.clear();
  markSignedIn(null);
  location.assign(`/${document.documentElement.lang}`);
  return new Promise(() => undefined);
}

/** Loads the page again, because it shows the answers and entries of an account that is no longer signed in here. */
function loadForOther(): Promise<never> {
  sessionStorage.clear();
  location.reload();
  return new Promise(() => undefined);
}

/**
 * Reads the signed-in account again, for example after a 401. Gives true if it is the account of this tab, or if the tab
 * had none; false without a session, or if the API cannot tell. If another account is signed in, the page is loaded
 * again and the promise never settles.
 */
export function refreshSession(): Promise<boolean> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

/**
 * Calls `changed` when the session changes, also when another tab signs in or out, and reads the signed-in account when
 * it is unknown. Returns the function that stops the calls.
 */
export function followSession(changed: () => void): () => void {
  const heard = () => {
    if (!isMarkedSignedIn()) known = null;
    else if (!known || !isMarkedAs(known.id)) void refreshSession();
    changed();
  };
  // The browser may show a page that it has kept as it was left, before somebody signed out.
  const shownAgain = ({ persisted }: PageTransitionEvent) => {
    if (persisted && !isMarkedAs(tabOwner())) location.reload();
  };
  listeners.add(changed);
  addEventListener("storage", heard);
  addEventListener("pageshow", shownAgain);
  if (isMarkedSignedIn() && known === undefined) void refreshSession();
  return () => {
    listeners.delete(changed);
    removeEventListener("storage", heard);
    removeEventListener("pageshow", shownAgain);
  };
}

async function ask(): Promise<boolean> {
  try {
    const account = await answer(api.GET("/v1/me"));
    const owner = tabOwner();
    if (owner !== undefined && owner !== account.id) return await loadForOther();
    becomeAccount(account);
    return true;
  } catch (error) {
    // The API is unreachable or has failed, so the state stays unknown.
    if (!isProblem(error) || error.status !== 401) return false;
    rememberCsrfToken(null);
    becomeAccount(null);
    return false;
  }
}
onDoubt(refreshSession);
