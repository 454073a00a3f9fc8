"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The browser's time zone, which is undefined in some browsers although its type excludes that. */
export function deviceZone(): string | undefined {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The device's time zone; null on the server and until hydration, and in a browser that does not tell it. */
export function useDeviceZone(): string | null {
  return useSyncExternalStore(never, () => deviceZone() ?? null, () => null);
}
