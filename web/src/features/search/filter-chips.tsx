import { useLocale, useTranslations } from "next-intl";

import { labelOf } from "@/api/entry";
import type { Reference } from "@/api/reference";
import { Anchor } from "@/components/anchor";
import { Icon } from "@/components/icon";
import { languageName } from "@/lib/languages";
import { money } from "@/lib/money";
import { ofDay, shortDay } from "@/lib/time";

import { hrefOf, inSheet, type Filter, type Question } from "./question";

/** Returns a function that gives the value of a filter in the visitor's language. */
export function useFilterWords(question: Question, { specializations, cities, clinics }: Reference) {
  const t = useTranslations("search.form");
  const locale = useLocale();
  return (filter: Filter): string => {
    const value = question[filter] ?? "";
    switch (filter) {
      case "q":
        return `“${value}”`;
      case "specialization":
        return labelOf(specializations, value);
      case "city":
        return labelOf(cities, value);
      case "clinic":
        return clinics.find(({ slug }) => slug === value)?.label ?? t("oneClinic");
      case "mode":
        return t(`modes.${value}` as "modes.online");
      case "available_on":
        return shortDay(ofDay(value), locale, "UTC");
      case "language":
        return languageName(value, locale);
      case "gender":
        return t(`genders.${value}` as "genders.female");
      case "max_fee":
        return t("upTo", { fee: money({ amount: Number(value) * 100, currency: "INR" }, locale) });
    }
  };
}

/** The filters that are set in the closed sheet, each with a link to remove it. */
export function FilterChips({ question, reference }: { question: Question; reference: Reference }) {
  const t = useTranslations("search");
  const words = useFilterWords(question, reference);
  const active = inSheet.filter((name) => question[name] !== undefined);
  if (active.length === 0) return null;
  return (
    <ul aria-label={t("filters")} className="flex flex-wrap gap-2">
      {active.map((filter) => (
        <li key={filter}>
          <Anchor
            href={hrefOf(question, { [filter]: undefined })}
            aria-label={t("without", { filter: words(filter) })}
            className="inline-flex min-h-tap items-center gap-2 rounded-full bg-turmeric-tint px-4 text-sm text-turmeric-ink hover:line-through"
          >
            {words(filter)}
            <Icon name="x" size={16} />
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
