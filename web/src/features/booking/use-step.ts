"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";

export type Step = "who" | "consent" | "confirm";

/**
 * The step in the URL (by default the first), but no step after the first unfinished one, and its `index` in `steps`. `go`
 * writes another step into the URL without a request, so that Back, Forward and a reload work; `hasMoved` says whether
 * `go` was called.
 */
export function useStep(steps: readonly Step[], isDone: (step: Step) => boolean) {
  const path = usePathname();
  // The result is null only in Next's pages router, which this site does not use for pages.
  const params = useSearchParams() ?? new URLSearchParams();
  const [hasMoved, setMoved] = useState(false);
  const open = steps.findIndex((step) => !isDone(step));
  const last = open === -1 ? steps.length - 1 : open;
  const asked = steps.indexOf(params.get("step") as Step);
  const index = asked === -1 ? 0 : Math.min(asked, last);

  function go(step: Step) {
    const next = new URLSearchParams(params);
    next.set("step", step);
    setMoved(true);
    window.history.pushState(null, "", `${path}?${next.toString()}`);
  }
  return { step: steps[index] ?? "confirm", index, go, hasMoved };
}
