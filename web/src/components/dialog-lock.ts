"use client";

import { createContext, use, useEffect } from "react";

/**
 * The function that counts the actions under way in the dialog around a component (1 when one begins, -1 when it ends);
 * null outside of dialogs.
 */
export const DialogLock = createContext<((change: 1 | -1) => void) | null>(null);

/** Keeps the dialog around the caller open while its action is under way, so that nobody takes closing it for giving up the action. */
export function useDialogLock(isPending: boolean): void {
  const count = use(DialogLock);
  useEffect(() => {
    if (!isPending || !count) return;
    count(1);
    return () => count(-1);
  }, [isPending, count]);
}
