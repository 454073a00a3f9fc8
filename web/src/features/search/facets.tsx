import { useTranslations } from "next-intl";

import type { Entry } from "@/api/entry";

import { FacetLinks } from "./facet-links";
import { hrefOf, type Question } from "./question";

const SHOWN = 8;

interface FacetsProps {
  title: string;
  name: "specialization" | "city";
  entries: readonly Entry[];
  question: Question;
}

/** Links to the eight specializations or cities with the most doctors, the largest first, each with its number of doctors. */
export function Facets({ title, name, entries, question }: FacetsProps) {
  const t = useTranslations("search");
  const fullest = entries.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  if (fullest.length === 0) return null;
  const links = fullest.slice(0, SHOWN).map(({ slug, label, plain, count }) => ({
    href: hrefOf(question, { [name]: slug }),
    label,
    plain,
    count,
    unit: t("doctors", { count }),
    isCurrent: question[name] === slug,
  }));
  return <FacetLinks title={title} links={links} />;
}
