import type { ReactNode } from "react";

import { Sprig } from "./sprig";

interface EmptyStateProps {
  title: string;
  text?: string;
  /** `h1` where nothing else is on the page. */
  heading?: "h1" | "h2";
  children: ReactNode;
}

/** Nothing is here; `children` is the way on, and there always is one. */
export function EmptyState({ title, text, heading: Heading = "h2", children }: EmptyStateProps) {
  return (
    <div className="rounded-lg border border-dashed border-edge px-6 py-10 text-center">
      <Sprig className="mx-auto mb-4 h-16 text-turmeric" />
      <Heading className="text-xl">{title}</Heading>
      {text ? <p className="mx-auto mt-2 max-w-prose text-soft">{text}</p> : null}
      <div className="mt-6 flex flex-wrap justify-center gap-3">{children}</div>
    </div>
  );
}
