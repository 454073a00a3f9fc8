import { makeApi } from "./client";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
let token: string | null = null;

/** Marks a call that a page makes by itself, so that it does not extend a staff session. */
export const PASSIVE = { "AMRUTAM-Passive": "1" } as const;

/** Stores the session's CSRF token, which the sign-in returned; null when the session has ended. */
export function rememberCsrfToken(told: string | null): void {
  token = told;
}

/** The API for client components: the session's cookie is sent, and unsafe calls carry its token. */
export const api = makeApi({ baseUrl: "", fetch: send });

let prove: (() => Promise<boolean>) | null = null;

/** Sets the function that asks the user for a step-up when a call requires one. If its promise gives true, the call is repeated. */
export function onStepUp(ask: typeof prove): void {
  prove = ask;
}

async function send(request: Request): Promise<Response> {
  if (!UNSAFE.has(request.method)) return fetch(request);
  let response = await fetch(await signed(request.clone()));
  for (let mended = 0; mended < 2 && response.status === 403 && (await isMended(response.clone())); mended++) {
    response = await fetch(await signed(request.clone()));
  }
  return response;
}

/** Whether the refused call should be repeated: the CSRF token was out of date, or the user has now completed the step-up. */
async function isMended(refused: Response): Promise<boolean> {
  const said = (await refused.json().catch(() => ({}))) as { type?: string };
  if (said.type?.includes("csrf")) {
    token = null;
    return true;
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
  const response = await fetch("/v1/auth/csrf");
  return response.ok ? ((await response.json()) as { csrf_token: string }).csrf_token : null;
}

const MARK = "signed-in";

/**
 * Whether this browser has signed in. A script cannot read the session's cookie, so the sign-in leaves a mark in
 * the browser's storage. Without the mark no call of the API is needed. A mark without a session is removed once
 * the API answers 401.
 */
export function isMarkedSignedIn(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return true; // the storage is blocked, so the API is asked
  }
}

export function markSignedIn(isIn: boolean): void {
  try {
    if (isIn) localStorage.setItem(MARK, "1");
    else localStorage.removeItem(MARK);
  } catch {
    // Storage is blocked, so the API is asked each time.
  }
  dispatchEvent(new Event("storage")); // browsers send this event to other tabs only
}
