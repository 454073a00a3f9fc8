"use client";

import { useEffect, type RefObject } from "react";

/** Focuses `place` and scrolls to it once it is rendered (`isThere`), unless another element has the focus. */
export function useArrival(place: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    if (!isThere || document.activeElement !== document.body) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "center" });
  }, [place, isThere]);
}
