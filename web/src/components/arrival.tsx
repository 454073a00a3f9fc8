"use client";

import { useEffect, useRef, type ReactNode } from "react";

/** What a press has brought: focus goes to it when it comes, so that keyboards and screen readers go on from there. */
export function Arrival({ children, className }: { children: ReactNode; className?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={className}>
      {children}
    </div>
  );
}
