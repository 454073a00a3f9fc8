import type { ReactNode } from "react";

export interface Fact {
  name: string;
  value: ReactNode;
  /** A link or button to change the value. */
  action?: ReactNode;
}

/** Names and values, one pair on each line; null entries are left out. */
export function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl className="border-b border-line">
      {facts
        .filter((fact) => fact !== null)
        .map(({ name, value, action }) => (
          <div key={name} className="grid grid-cols-[6.25rem_minmax(0,1fr)] gap-x-3 border-t border-line py-2.5 sm:grid-cols-[11rem_1fr_auto] sm:gap-x-6 sm:py-3">
            <dt className="pt-0.5 text-sm text-soft">{name}</dt>
            <dd className="min-w-0">{value}</dd>
            {action ? <dd className="max-sm:col-start-2 sm:text-end">{action}</dd> : null}
          </div>
        ))}
    </dl>
  );
}
