"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Undefined in some browsers, whatever its type says. */
export function deviceZone(): string | undefined {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone of the visitor's device; null until the page runs in a browser: the server cannot know it. */
export function useDeviceZone(): string | null {
  return useSyncExternalStore(never, () => deviceZone() ?? null, () => null);
}
