import { makeApi } from "./client";
import { NotSent } from "./problem";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
let token: string | null = null;

/** Marks a call that a page makes by itself, so that it does not extend a staff session. */
export const PASSIVE = { "AMRUTAM-Passive": "1" } as const;

/** Stores the session's CSRF token, which the sign-in returned; null when the session has ended. */
export function rememberCsrfToken(told: string | null): void {
  token = told;
}

/**
 * The API for client components. The browser sends the session's cookie, and unsafe calls carry its CSRF token. A call that was
 * refused for an outdated token or for a missing step-up is repeated once this is mended, at most twice.
 */
export const api = makeApi({ baseUrl: "", fetch: send });

let prove: (() => Promise<boolean>) | null = null;

/** Sets the function that asks the user for a step-up when a call requires one. If its promise gives true, the call is repeated. */
export function onStepUp(ask: typeof prove): void {
  prove = ask;
}

let recheck: () => Promise<boolean> = () => Promise.resolve(true);

/** Sets the function that finds out whose session this is. A call that was refused for its CSRF token is repeated only if the function's promise gives true. */
export function onDoubt(ask: typeof recheck): void {
  recheck = ask;
}

async function send(request: Request): Promise<Response> {
  if (!UNSAFE.has(request.method)) return fetched(request);
  let response = await fetched(await signed(request.clone()));
  for (let mended = 0; mended < 2 && response.status === 403 && (await isMended(response.clone())); mended++) {
    response = await fetched(await signed(request.clone()));
  }
  return response;
}

async function fetched(request: Request | string): Promise<Response> {
  const isConnected = navigator.onLine;
  try {
    return await fetch(request);
  } catch (reason) {
    throw isConnected ? reason : new NotSent("No connection");
  }
}

/**
 * Whether the refused call should be repeated: the CSRF token was out of date and the session is still that of this
 * tab's account, or the user has now completed the step-up.
 */
async function isMended(refused: Response): Promise<boolean> {
  const said = (await refused.json().catch(() => ({}))) as { type?: string };
  if (said.type?.includes("csrf")) {
    token = null;
    return recheck(); // another tab may have signed in somebody else, who must not get this change
  }
  return Boolean(said.type?.includes("step-up") && prove && (await prove()));
}

async function signed(request: Request): Promise<Request> {
  token ??= await askedToken();
  if (token) request.headers.set("x-csrf-token", token);
  return request;
}

async function askedToken(): Promise<string | null> {
  if (!isMarkedSignedIn()) return null;
  if (!isMarkedAs(owner)) await recheck();
  const response = await fetched("/v1/auth/csrf");
  return response.ok ? ((await response.json()) as { csrf_token: string }).csrf_token : null;
}

const MARK = "signed-in";
let owner: string | undefined;

/**
 * Whether this browser has signed in; true if its storage is blocked. A script cannot read the session's cookie, so the sign-in
 * leaves a mark in the browser's storage: the account's id. Without the mark no call of the API is needed. A mark without a
 * session is removed once the API answers 401.
 */
export function isMarkedSignedIn(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return true; // only the API can tell
  }
}

/**
 * Whether the newest sign-in in this browser, in whichever tab, was that of this account; false after signing out. True
 * without an `id`, and if the storage is blocked.
 */
export function isMarkedAs(id: string | undefined): boolean {
  try {
    return id === undefined || localStorage.getItem(MARK) === id;
  } catch {
    return true;
  }
}

/** The id of the account whose pages this tab shows; undefined until one is known. It stays when the session ends. */
export function tabOwner(): string | undefined {
  return owner;
}

/** Stores the mark of an account, whose pages this tab then shows; null removes the mark. */
export function markSignedIn(id: string | null): void {
  owner = id ?? owner;
  try {
    if (id) localStorage.setItem(MARK, id);
    else localStorage.removeItem(MARK);
  } catch {
    // the storage is blocked, so there is no mark
  }
}
