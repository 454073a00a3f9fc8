import { Link } from "@/i18n/navigation";
import { classes } from "@/lib/classes";

export interface Section {
  path: string;
  label: string;
  isCurrent: boolean;
}

/** The pages of one part of the site, side by side; they wrap where there is little room. */
export function SectionNav({ label, sections }: { label: string; sections: readonly Section[] }) {
  return (
    <nav aria-label={label} className="mb-8 border-b border-line">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {sections.map(({ path, label: shown, isCurrent }) => (
          <li key={path}>
            <Link
              href={path}
              prefetch={false}
              aria-current={isCurrent ? "page" : undefined}
              className={classes(
                "inline-flex min-h-tap items-center rounded-t-md border-b-3 px-3 text-sm font-semibold hover:bg-sunk",
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
