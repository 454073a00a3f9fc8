"use client";

import { useEffect, type RefObject } from "react";

/** Scrolls to the time that a link names once it is rendered, unless the focus is elsewhere. */
export function useArrival(place: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    if (!isThere || document.activeElement !== document.body) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "center" });
  }, [place, isThere]);
}
