"use client";

import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";

import { buttonStyle, type ButtonKind } from "./styles";

export interface ButtonProps extends Omit<AriaProps, "className" | "children" | "style"> {
  kind?: ButtonKind;
  className?: string;
  children: ReactNode;
}

/** While `isPending` it stays focusable, is not pressed twice, and says so to screen readers. */
export function Button({ kind = "primary", className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonStyle(kind, className)}>
      {({ isPending }) => (
        <>
          {isPending ? <LoaderCircle aria-hidden size={18} className="animate-spin" /> : null}
          {children}
        </>
      )}
    </AriaButton>
  );
}
