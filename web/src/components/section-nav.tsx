"use client";

import { useEffect, useRef } from "react";

import { Link } from "@/i18n/navigation";
import { classes } from "@/lib/classes";

export interface Section {
  path: string;
  label: string;
  isCurrent: boolean;
}

/** Links to the pages of a section, in one row that scrolls on narrow screens with the current link in view. */
export function SectionNav({ label, sections }: { label: string; sections: readonly Section[] }) {
  const list = useRef<HTMLUListElement>(null);
  const current = sections.find(({ isCurrent }) => isCurrent)?.path;
  useEffect(() => {
    const [row, tab] = [list.current, list.current?.querySelector<HTMLElement>("[aria-current]")];
    if (row && tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <nav aria-label={label} className="mb-6 border-b border-line sm:mb-8">
      <ul ref={list} className="relative -mb-px flex gap-x-1 overflow-x-auto overscroll-x-contain">
        {sections.map(({ path, label: shown, isCurrent }) => (
          <li key={path}>
            <Link
              href={path}
              prefetch={false}
              aria-current={isCurrent ? "page" : undefined}
              className={classes(
                "inline-flex min-h-tap items-center whitespace-nowrap rounded-t-md -outline-offset-3 border-b-3 px-3 text-sm font-semibold hover:bg-sunk",
                isCurrent ? "border-neem text-ink" : "border-transparent text-soft hover:text-ink",
              )}
            >
              {shown}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
