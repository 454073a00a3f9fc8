"use client";

import { useMemo } from "react";

import { going } from "@/components/progress";

import { usePlainRouter } from "./plain-navigation";

type Router = ReturnType<typeof usePlainRouter>;

/** The router with the visitor's language. A progress line is shown until the next page is loaded. */
export function useRouter(): Router {
  const router = usePlainRouter();
  return useMemo(
    () => ({
      ...router,
      push: (...to: Parameters<Router["push"]>) => going(() => router.push(...to)),
      replace: (...to: Parameters<Router["replace"]>) => going(() => router.replace(...to)),
      refresh: () => going(() => router.refresh()),
    }),
    [router],
  );
}
