import type { ReactNode } from "react";

import { Sprig } from "./sprig";

interface EmptyStateProps {
  title: string;
  text?: string;
  /** `h1` if the page has no other content. */
  heading?: "h1" | "h2";
  children: ReactNode;
}

/** An empty list or page; `children` must offer a next step. */
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
