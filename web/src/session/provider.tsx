"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";

import { isProblem } from "@/api/problem";

import { Outdated } from "./outdated";
import { useSession } from "./use-session";

/** Whether a failed query is retried: twice after an outage or an unexpected error, never after a refusal (4xx). */
function isWorthRepeating(failures: number, error: Error): boolean {
  return failures < 2 && (!isProblem(error) || error.status === 0 || error.status >= 500);
}

/**
 * Calls are sent even if the browser reports that it is offline. TanStack's default would keep a call for later without
 * a word, and a change that somebody has given up must not happen when the connection is back.
 */
function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRepeating, staleTime: 10_000, networkMode: "always", refetchOnReconnect: true },
      mutations: { networkMode: "always" },
    },
  });
}

let ofThisBrowser: QueryClient | undefined;

/** The query client: one for the whole visit in a browser, and one for each page on the server. */
function clientHere(): QueryClient {
  return typeof window === "undefined" ? makeClient() : (ofThisBrowser ??= makeClient());
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(clientHere);
  const { account } = useSession();
  const id = account?.id;
  const seen = useRef(id);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== id) client.clear(); // another account, or no account, is signed in now
    seen.current = id;
  }, [client, id]);
  return (
    <QueryClientProvider client={client}>
      <Outdated />
      {children}
    </QueryClientProvider>
  );
}
