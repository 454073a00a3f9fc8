"use client";

import { QueryClient, QueryClientProvider, type QueryKey } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

/** A part of the gallery with a picture of its own; `id` names the picture. */
export function Group({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} data-group="" aria-labelledby={`${id}-title`} className="mb-12 bg-paper">
      <h2 id={`${id}-title`} className="mb-4 border-b border-line pb-2 text-xl">
        {title}
      </h2>
      <div className="grid gap-6">{children}</div>
    </section>
  );
}

interface StateProps {
  name: string;
  /** Answers of the API by the key of their query; a query without an answer is loading. */
  answers?: readonly (readonly [QueryKey, unknown])[];
  children: ReactNode;
}

/** A component in one state. Its layout is contained, so that fixed parts, such as a toast, stay within it. */
export function State({ name, answers = [], children }: StateProps) {
  const [client] = useState(() => clientWith(answers));
  return (
    <div className="min-w-0 [contain:layout]">
      <p className="mb-2 font-text text-xs text-soft">{name}</p>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </div>
  );
}

function clientWith(answers: readonly (readonly [QueryKey, unknown])[]): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  for (const [queryKey, answer] of answers) client.setQueryData(queryKey, answer);
  return client;
}
