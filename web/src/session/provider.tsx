"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { isProblem } from "@/api/problem";

/** What a visitor did wrong is not asked again; what was away is, twice. */
function isWorthRepeating(failures: number, error: Error): boolean {
  return failures < 2 && (!isProblem(error) || error.status === 0 || error.status >= 500);
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: isWorthRepeating, staleTime: 10_000 } } }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
