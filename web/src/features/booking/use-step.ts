"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";

export type Step = "who" | "consent" | "confirm";

/**
 * The step that the address asks for, as far as the earlier ones are done: back, forward and loading again
 * work. Changing it asks the server for nothing.
 */
export function useStep(steps: readonly Step[], isDone: (step: Step) => boolean) {
  const path = usePathname();
  const params = useSearchParams() ?? new URLSearchParams(); // null only in the pages router, of which the types know
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
