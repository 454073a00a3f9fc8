import type { ReactNode } from "react";

import { Sprig } from "./sprig";

/** Nothing is here; `children` is the way on, and there always is one. */
export function EmptyState({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className="rounded-lg border border-dashed border-edge px-6 py-10 text-center">
      <Sprig className="mx-auto mb-4 h-16 text-turmeric" />
      <h2 className="text-xl">{title}</h2>
      {text ? <p className="mx-auto mt-2 max-w-prose text-soft">{text}</p> : null}
      <div className="mt-6 flex flex-wrap justify-center gap-3">{children}</div>
    </div>
  );
}
