"use client";

import { Anchor } from "@/components/anchor";

interface FacetLinksProps {
  title: string;
  links: readonly { href: string; label: string; plain: string; count: number; unit: string; isCurrent: boolean }[];
}

/** The links of `Facets`. They are a client component, so that their markup is sent once, and not again in the data of Next's client-side router. */
export function FacetLinks({ title, links }: FacetLinksProps) {
  return (
    <nav aria-label={title}>
      <h2 className="mb-1 font-text text-sm font-semibold">{title}</h2>
      <ul>
        {links.map(({ href, label, plain, count, unit, isCurrent }) => (
          <li key={href}>
            <Anchor
              href={href}
              aria-current={isCurrent ? "true" : undefined}
              className="flex min-h-tap items-center justify-between gap-3 rounded-md px-3 py-1 text-sm hover:bg-sunk aria-current:bg-neem-tint aria-current:font-semibold"
            >
              <span>
                {label}
                {plain ? <span className="block text-xs font-normal text-soft">{plain}</span> : null}
              </span>
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
