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

async function send(request: Request): Promise<Response> {
  if (!UNSAFE.has(request.method)) return fetch(request);
  const again = request.clone();
  const response = await fetch(await signed(request));
  if (response.status !== 403 || !(await isStaleToken(response.clone()))) return response;
  token = null; // another tab has signed in anew
  return fetch(await signed(again));
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

async function isStaleToken(response: Response): Promise<boolean> {
  const said = (await response.json().catch(() => ({}))) as { type?: string };
  return Boolean(said.type?.includes("csrf"));
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
