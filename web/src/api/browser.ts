import { makeApi } from "./client";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
let token: string | null = null;

/** Of a call that a page makes by itself: it does not keep a session of staff alive. */
export const PASSIVE = { "AMRUTAM-Passive": "1" } as const;

/** The session's CSRF token, as signing in told it; null when a session ended. */
export function rememberCsrfToken(told: string | null): void {
  token = told;
}

/** The API for client components: the session's cookie goes along, unsafe calls carry its token. */
export const api = makeApi({ baseUrl: "", fetch: send });

let prove: (() => Promise<boolean>) | null = null;

/** Who is asked when a call answers that a step-up is needed; where the answer is true, the call is repeated. */
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

/** Whether the call is worth repeating: the token was another tab's, or whoever it is has proved it now. */
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
 * Whether this browser has signed in: the cookie itself is out of a script's reach, and asking the API
 * on each page of a stranger would be a call in vain. A mark without a session is found out and taken away.
 */
export function isMarkedSignedIn(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return true; // no storage: ask
  }
}

export function markSignedIn(isIn: boolean): void {
  try {
    if (isIn) localStorage.setItem(MARK, "1");
    else localStorage.removeItem(MARK);
  } catch {
    // Storage is blocked: the API will be asked each time.
  }
  dispatchEvent(new Event("storage")); // other tabs hear of it by themselves, this one does not
}
