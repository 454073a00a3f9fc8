"use client";

import { useNow } from "./use-now";

/**
 * The whole seconds (rounded up) until an instant on this device's clock (`dated` converts the API's instants), counted
 * down to 0. A number is in Unix ms. Null without an instant, and until hydration.
 */
export function useSecondsUntil(instant: string | number | undefined): number | null {
  const now = useNow(500);
  if (instant === undefined || now === null) return null;
  return Math.max(0, Math.ceil((new Date(instant).getTime() - now) / 1000));
}
