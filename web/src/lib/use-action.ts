import { useState, useTransition } from "react";

import { isProblem } from "@/api/problem";

/** Why an action failed: `offline` without a connection. */
export type Failure = "offline" | "failed";

/**
 * Whether the action is running, a function that starts it, and why it failed last; starting it again while it runs does
 * nothing. A failure belongs beside the button (`ActionFailure`): thrown in the transition, it would replace the page.
 */
export function useAction(action: () => unknown): [boolean, () => unknown, Failure | null] {
  const [isActing, start] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = async () => {
    setFailure(null);
    try {
      await action();
    } catch (reason) {
      if (!isProblem(reason)) reportError(reason);
      setFailure(isProblem(reason) && reason.status === 0 ? "offline" : "failed");
    }
  };
  return [isActing, () => isActing || start(act), failure];
}
