import { useTransition } from "react";

/** Whether the action is under way, and how to begin it; beginning it again meanwhile does nothing. */
export function useAction(action: () => unknown): [boolean, () => void] {
  const [isActing, start] = useTransition();
  const act = () => {
    if (isActing) return;
    start(async () => {
      await action();
    });
  };
  return [isActing, act];
}
