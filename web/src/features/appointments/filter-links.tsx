import { useTranslations } from "next-intl";

import { Link } from "@/components/link";

import { hrefOf, shows, type Show } from "./question";

/** Links to the filters of the list. Each filter is a URL, so that Back works and a filter can be shared. */
export function FilterLinks({ present }: { present: Show }) {
  const t = useTranslations("appointments");
  return (
    <nav aria-label={t("filter")}>
      <ul className="flex flex-wrap gap-2">
        {shows.map((show) => (
          <li key={show}>
            <Link
              href={hrefOf({ show, cursor: null })}
              aria-current={show === present ? "page" : undefined}
              className="inline-flex min-h-tap items-center rounded-full border border-edge bg-surface px-4 text-sm hover:border-ink aria-[current=page]:border-neem aria-[current=page]:bg-neem-tint aria-[current=page]:font-semibold aria-[current=page]:text-neem-deep aria-[current=page]:underline aria-[current=page]:underline-offset-4"
            >
              {t(`shows.${show}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
