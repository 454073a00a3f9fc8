import "server-only";

import { headers } from "next/headers";

import { makeApi, type Api } from "./client";

const TIMEOUT_MS = 5000;
const PASSED_ON = ["cookie", "x-forwarded-for", "accept-language"] as const;

function base(): string {
  return process.env.AMRUTAM_INTERNAL_API_URL ?? "http://127.0.0.1:8000";
}

/** For pages that are made for one visitor: as that visitor, from that visitor's address. */
export async function visitorApi(): Promise<Api> {
  const asked = await headers();
  const passed = PASSED_ON.flatMap((name) => {
    const value = asked.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return makeApi({
    baseUrl: base(),
    headers: Object.fromEntries(passed),
    cache: "no-store",
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }),
  });
}

/** For what is the same for everybody: kept until one of `tags` changes, or so many seconds. */
export function sharedApi(tags: string[], seconds: number): Api {
  return makeApi({
    baseUrl: base(),
    fetch: (request) =>
      fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS), next: { tags, revalidate: seconds } }),
  });
}
