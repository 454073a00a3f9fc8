import { useTranslations } from "next-intl";

import type { Entry } from "@/api/reference";
import { Anchor } from "@/components/anchor";

import { hrefOf, type Question } from "./question";

const SHOWN = 8;

interface FacetsProps {
  title: string;
  name: "specialization" | "city";
  entries: readonly Entry[];
  question: Question;
}

/** The fullest entries first, each with how many doctors it has. */
export function Facets({ title, name, entries, question }: FacetsProps) {
  const t = useTranslations("search");
  const fullest = entries.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  if (fullest.length === 0) return null;
  return (
    <nav aria-label={title}>
      <h2 className="mb-1 font-text text-sm font-semibold">{title}</h2>
      <ul>
        {fullest.slice(0, SHOWN).map(({ slug, label, count }) => (
          <li key={slug}>
            <Anchor
              href={hrefOf(question, { [name]: slug })}
              aria-current={question[name] === slug ? "true" : undefined}
              className="flex min-h-tap items-center justify-between gap-3 rounded-md px-3 text-sm hover:bg-sunk aria-current:bg-neem-tint aria-current:font-semibold"
            >
              {label}
              <span className="text-soft" data-numbers>
                {count}
                <span className="sr-only"> {t("doctors", { count })}</span>
              </span>
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
