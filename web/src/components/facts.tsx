import type { ReactNode } from "react";

export interface Fact {
  name: string;
  value: ReactNode;
  /** A way to change it. */
  action?: ReactNode;
}

/** Names and values, one a line; what is empty is left out. */
export function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl className="border-b border-line">
      {facts
        .filter((fact) => fact !== null)
        .map(({ name, value, action }) => (
          <div key={name} className="grid gap-x-6 border-t border-line py-3 sm:grid-cols-[11rem_1fr_auto]">
            <dt className="text-sm text-soft sm:pt-0.5">{name}</dt>
            <dd className="min-w-0">{value}</dd>
            {action ? <dd className="sm:text-end">{action}</dd> : null}
          </div>
        ))}
    </dl>
  );
}
