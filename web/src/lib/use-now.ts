"use client";

import { useCallback, useSyncExternalStore } from "react";

/**
 * The present time in Unix ms, rounded down to a multiple of `stepMs`; null until hydration, so that server and browser
 * render the same page.
 */
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
