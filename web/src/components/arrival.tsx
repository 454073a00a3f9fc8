"use client";

import { useEffect, useRef, type ReactNode } from "react";

/** Content that takes the focus when it appears, so that keyboard and screen-reader users continue there. */
export function Arrival({ children, className }: { children: ReactNode; className?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={className}>
      {children}
    </div>
  );
}
