"use client";

import { useEffect, type RefObject } from "react";

/** What a link asked for is brought before the visitor's eyes once it is there, unless the focus is elsewhere already. */
export function useArrival(place: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    if (!isThere || document.activeElement !== document.body) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "center" });
  }, [place, isThere]);
}
