"use client";

import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";

import { useAction } from "@/lib/use-action";

import { ActionFailure } from "./action-failure";
import { useDialogLock } from "./dialog-lock";
import { buttonStyle, type ButtonKind } from "./styles";

export interface ButtonProps extends Omit<AriaProps, "className" | "children" | "style"> {
  kind?: ButtonKind;
  className?: string;
  /**
   * The action of a press, in place of `onPress`. The button is pending until the action's promise settles; a failure
   * is shown beside it.
   */
  action?: (() => unknown) | undefined;
  children: ReactNode;
}

/** A button. While `isPending` it stays focusable, ignores presses, and is announced as busy. */
export function Button({ kind = "primary", className, children, action, isPending = false, ...props }: ButtonProps) {
  const [isActing, act, failure] = useAction(action ?? (() => undefined));
  useDialogLock(isPending || isActing);
  const button = (
    <AriaButton {...props} {...(action && { onPress: act })} isPending={isPending || isActing} className={buttonStyle(kind, className)}>
      {({ isPending: isWaiting }) => (
        <>
          {isWaiting ? <LoaderCircle aria-hidden size={18} className="animate-spin" /> : null}
          {children}
        </>
      )}
    </AriaButton>
  );
  if (!failure) return button;
  return (
    <>
      {button}
      <ActionFailure failure={failure} className="border-s-4 border-clay ps-3" />
    </>
  );
}
