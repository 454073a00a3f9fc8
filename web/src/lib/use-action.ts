import { useTransition } from "react";

/** Whether the action is running, and a function that starts it; starting it again while it runs does nothing. */
export function useAction(action: () => unknown): [boolean, () => unknown] {
  const [isActing, start] = useTransition();
  const act = async () => {
    await action();
  };
  return [isActing, () => isActing || start(act)];
}
