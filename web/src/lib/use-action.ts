import { useTransition } from "react";

/** Whether the action is under way, and how to begin it; beginning it again meanwhile does nothing. */
export function useAction(action: () => unknown): [boolean, () => unknown] {
  const [isActing, start] = useTransition();
  const act = async () => {
    await action();
  };
  return [isActing, () => isActing || start(act)];
}
