import { useState, useTransition } from "react";

import { isProblem } from "@/api/problem";

/** Why an action failed: `offline` if the API could not be reached, `failed` for any other error. */
export type Failure = "offline" | "failed";

/**
 * Returns whether `action` is running, a function that starts it (without effect while it runs), and why the last run
 * failed, or null. Show the failure beside the button with `ActionFailure`: an error thrown in React's transition would
 * replace the page by the error page.
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
