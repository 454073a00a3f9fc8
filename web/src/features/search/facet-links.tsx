"use client";

import { Anchor } from "@/components/anchor";

interface FacetLinksProps {
  title: string;
  links: readonly { href: string; label: string; count: number; unit: string; isCurrent: boolean }[];
}

/** A client component so that its markup leaves once, and not a second time as the router's data. */
export function FacetLinks({ title, links }: FacetLinksProps) {
  return (
    <nav aria-label={title}>
      <h2 className="mb-1 font-text text-sm font-semibold">{title}</h2>
      <ul>
        {links.map(({ href, label, count, unit, isCurrent }) => (
          <li key={href}>
            <Anchor
              href={href}
              aria-current={isCurrent ? "true" : undefined}
              className="flex min-h-tap items-center justify-between gap-3 rounded-md px-3 text-sm hover:bg-sunk aria-current:bg-neem-tint aria-current:font-semibold"
            >
              {label}
              <span className="text-soft" data-numbers>
                {count}
                <span className="sr-only"> {unit}</span>
              </span>
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
