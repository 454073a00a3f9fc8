"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";

import { isProblem } from "@/api/problem";

import { useSession } from "./use-session";

/** What a visitor did wrong is not asked again; what was away is, twice. */
function isWorthRepeating(failures: number, error: Error): boolean {
  return failures < 2 && (!isProblem(error) || error.status === 0 || error.status >= 500);
}

function makeClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: isWorthRepeating, staleTime: 10_000 } } });
}

let ofThisBrowser: QueryClient | undefined;

/** One for the whole visit, whichever page asks; on the server one for each page. */
function clientHere(): QueryClient {
  return typeof window === "undefined" ? makeClient() : (ofThisBrowser ??= makeClient());
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(clientHere);
  const { account } = useSession();
  const id = account?.id;
  const seen = useRef(id);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== id) client.clear(); // somebody else, or nobody, looks now
    seen.current = id;
  }, [client, id]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
