"use client";

import { useCallback, useSyncExternalStore } from "react";

/** The present, in steps; null until the page runs in a browser, so that both make the same page. */
export function useNow(stepMs = 15_000): number | null {
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, Math.min(stepMs, 5000));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => null,
  );
}
