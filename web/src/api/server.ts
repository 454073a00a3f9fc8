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
 * What shows the API that the website asks, which is no visitor: it counts whom a call names, and no one otherwise.
 * Answers come as they are: on the short way between the two, packing and unpacking costs more than it saves.
 */
function asWebsite(): Record<string, string> {
  const secret = process.env.AMRUTAM_WEBSITE_SECRET;
  return { "accept-encoding": "identity", ...(secret && { "amrutam-website": secret }) };
}

/** What a page cannot be made without is noted, for the status that it leaves with: see server/answers.mjs. */
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

/** For pages that are made for one visitor: as that visitor, from that visitor's address. */
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

/** For pages that are the same for everybody and change at any moment: asked each time, for no visitor. */
export function publicApi(): Api {
  return makeApi({
    baseUrl: base(),
    headers: asWebsite(),
    cache: "no-store",
    fetch: (request) => asked(request, {}),
  });
}

/** For what is the same for everybody: kept until one of `tags` changes, or so many seconds. */
export function sharedApi(tags: string[], seconds: number): Api {
  return makeApi({
    baseUrl: base(),
    headers: asWebsite(),
    fetch: (request) => asked(request, { next: { tags, revalidate: seconds } }),
  });
}
