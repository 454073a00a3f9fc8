import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/link";

interface Target {
  href: string;
  label: string;
}

interface PeriodNavProps {
  label: string;
  previous: Target;
  /** The link to the present period; null if it is shown. */
  current: Target | null;
  following: Target;
  children?: ReactNode;
}

/** Links to the previous, the present and the next day or week. */
export function PeriodNav({ label, previous, current, following, children }: PeriodNavProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-end gap-2">
      <ButtonLink kind="secondary" className="px-3!" href={previous.href} aria-label={previous.label}>
        <ChevronLeft aria-hidden size={20} />
      </ButtonLink>
      {current ? (
        <ButtonLink kind="secondary" href={current.href}>
          {current.label}
        </ButtonLink>
      ) : null}
      <ButtonLink kind="secondary" className="px-3!" href={following.href} aria-label={following.label}>
        <ChevronRight aria-hidden size={20} />
      </ButtonLink>
      {children}
    </nav>
  );
}
