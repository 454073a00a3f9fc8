"use client";

import { useEffect, useRef, type ReactNode } from "react";

import { classes } from "@/lib/classes";

interface StepHeadingProps {
  children: ReactNode;
  takesFocus: boolean;
  className?: string;
}

/** The title of a step, which takes the focus when the step follows another step, so that screen readers announce the title. */
export function StepHeading({ children, takesFocus, className }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [takesFocus]);
  return (
    <h1 ref={heading} tabIndex={-1} className={classes("text-2xl outline-none", className)}>
      {children}
    </h1>
  );
}
