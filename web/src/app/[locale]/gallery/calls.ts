import { Problem } from "@/api/problem";

/** What a call of the API gets: the body of its answer (undefined for a 204), or a `Problem`. */
export type Reply = unknown;

let replies: Reply[] = [];
const reads = new Map<string, Reply>();

/** Sets the replies to the next calls that change something, in their order. Calls without a reply get no answer, and their buttons stay pending. */
export function replyWith(next: readonly Reply[]): void {
  replies = [...next];
}

/** Whether every reply was used. */
export const isAnswered = (): boolean => replies.length === 0;

/** Sets the replies to GET calls by their path; replies to other paths stay. A call of a path without a reply stays pending. */
export function replyToReads(byPath: Readonly<Record<string, Reply>>): void {
  for (const [path, reply] of Object.entries(byPath)) reads.set(path, reply);
}

/** Replaces the calls of the API: no call reaches the network. Returns the function that ends it. */
export function answerCalls(): () => void {
  const send = window.fetch.bind(window);
  window.fetch = (asked, options) => {
    const { method, url } = asked instanceof Request ? asked : { method: options?.method ?? "GET", url: asked.toString() };
    const { pathname } = new URL(url, location.href);
    return pathname.startsWith("/v1/") ? response(method, pathname) : send(asked, options);
  };
  return () => {
    window.fetch = send;
  };
}

function response(method: string, path: string): Promise<Response> {
  const has = method === "GET" ? reads.has(path) : replies.length > 0;
  if (!has) return new Promise(() => undefined);
  const reply = method === "GET" ? reads.get(path) : replies.shift();
  if (reply instanceof Problem) return refused(reply);
  return Promise.resolve(reply === undefined ? new Response(null, { status: 204 }) : Response.json(reply));
}

function refused({ status, code, detail, errors, retryAfterSeconds, extra }: Problem): Promise<Response> {
  if (status === 0) return Promise.reject(new TypeError(detail));
  // A request that the page repeats by itself is repeated at once.
  const headers = { "retry-after": String(retryAfterSeconds ?? 0.001) };
  return Promise.resolve(Response.json({ ...extra, type: `/problems/${code}`, detail, errors }, { status, headers }));
}
