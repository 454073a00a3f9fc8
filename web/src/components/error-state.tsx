import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";

/** An error: what happened, why (if known), and in `children` what to do. */
export function ErrorState({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div role="alert" className="rounded-lg border border-line bg-surface px-6 py-10 text-center">
      <CloudOff aria-hidden size={40} className="mx-auto mb-4 text-clay" />
      <h1 className="text-xl">{title}</h1>
      <p className="mx-auto mt-2 max-w-prose text-soft">{text}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-3">{children}</div>
    </div>
  );
}
