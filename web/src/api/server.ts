import "server-only";

import { headers } from "next/headers";

import { note } from "../../server/failures.mjs";

import { makeApi, type Api } from "./client";

const TIMEOUT_MS = 5000;
const PASSED_ON = ["cookie", "x-forwarded-for", "accept-language"] as const;

function base(): string {
  return process.env.AMRUTAM_INTERNAL_API_URL ?? "http://127.0.0.1:8000";
}

/**
 * Headers that identify the website to the API. The API's rate limits then count the visitor whom a call names, and
 * nobody if it names none. Answers are not compressed, because on this short connection compression costs more than it
 * saves.
 */
function asWebsite(): Record<string, string> {
  const secret = process.env.AMRUTAM_WEBSITE_SECRET;
  return { "accept-encoding": "identity", ...(secret && { "amrutam-website": secret }) };
}

/**
 * Calls the API and waits five seconds at most. The recorded status (0 without an answer) decides the page's status: see
 * server/answers.mjs. Rejects as `fetch` does, also after the five seconds.
 */
async function asked(request: Request, options: RequestInit): Promise<Response> {
  try {
    const response = await fetch(request, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) });
    note(response.status, response.headers.get("retry-after"));
    return response;
  } catch (reason) {
    note(0, null);
    throw reason;
  }
}

/** The API for pages of one visitor: calls carry that visitor's session, IP address and preferred languages. */
export async function visitorApi(): Promise<Api> {
  const visitors = await headers();
  const passed = PASSED_ON.flatMap((name) => {
    const value = visitors.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return makeApi({
    baseUrl: base(),
    headers: { ...asWebsite(), ...Object.fromEntries(passed) },
    cache: "no-store",
    fetch: (request) => asked(request, {}),
  });
}

/** The API for pages that are the same for everybody and change often. Each page calls the API anew; the calls name no visitor. */
export function publicApi(): Api {
  return makeApi({
    baseUrl: base(),
    headers: asWebsite(),
    cache: "no-store",
    fetch: (request) => asked(request, {}),
  });
}

/**
 * The API for data that is the same for everybody: Next caches it until one of the cache tags `tags` is revalidated,
 * and for `seconds` at most.
 */
export function sharedApi(tags: string[], seconds: number): Api {
  return makeApi({
    baseUrl: base(),
    headers: asWebsite(),
    fetch: (request) => asked(request, { next: { tags, revalidate: seconds } }),
  });
}
