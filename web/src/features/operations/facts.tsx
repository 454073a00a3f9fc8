import type { ReactNode } from "react";

/** A list of facts, each with its name and value. Facts with an empty value are left out. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {items.map(([name, value]) =>
        value === "" || value === null ? null : (
          <div key={name} className="min-w-0">
            <dt className="text-sm font-semibold text-soft">{name}</dt>
            <dd className="whitespace-pre-line">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
