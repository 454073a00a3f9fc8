import { useLocale, useTranslations } from "next-intl";

import type { Entry } from "@/api/entry";
import type { Reference } from "@/api/reference";
import { languageCodes, languageName } from "@/lib/languages";
import { money } from "@/lib/money";
import { dayIn } from "@/lib/time";

import { inSheet, sorts, type Question } from "./question";
import { SearchBar, type BarWords } from "./search-bar";
import { SearchFields, type FormWords, type Selection } from "./search-fields";

/** The start page's form with the three most important fields. It is a plain GET form, which needs no JavaScript. */
export function SearchForm({ cities }: Pick<Reference, "cities">) {
  const t = useTranslations("search.form");
  const words: FormWords = {
    action: `/${useLocale()}/doctors`,
    submit: t("submit"),
    q: { label: t("q"), hint: t("qHint") },
    city: cityChoice(cities, "", t("city"), t("everywhere")),
    mode: {
      legend: t("mode"),
      segments: ["", "online", "in_person"].map((value) => ({ value, label: t(`modes.${value || "any"}` as "modes.any") })),
    },
  };
  return <SearchFields words={words} />;
}

/** The form of the results, with all filters. */
export function ResultsForm({ question, ...known }: Reference & { question: Question }) {
  const t = useTranslations("search.form");
  const locale = useLocale();
  const { inRow, lists } = useSelections(question, known);
  const chosen = inSheet.filter((name) => question[name] !== undefined).length;
  const words: BarWords = {
    action: `/${locale}/doctors`,
    submit: t("submit"),
    q: { label: t("q"), hint: t("qHint"), value: question.q },
    inRow,
    near: t("near"),
    sheet: {
      open: t("filters", { count: chosen }),
      chosen,
      title: t("filtersTitle"),
      close: t("close"),
      clear: t("clear"),
      lists,
      day: { label: t("availableOn"), min: dayIn(new Date(), "Asia/Kolkata"), value: question.available_on },
    },
  };
  return <SearchBar words={words} />;
}

function useSelections(question: Question, { specializations, cities, clinics }: Reference): { inRow: Selection[]; lists: Selection[] } {
  const t = useTranslations("search.form");
  const locale = useLocale();
  const upTo = (rupees: string) => t("upTo", { fee: money({ amount: Number(rupees) * 100, currency: "INR" }, locale) });
  const choice = (name: keyof Question, label: string, choices: { value: string; label: string }[], none = t("any")): Selection => ({
    name,
    label,
    value: question[name] ?? "",
    choices: [{ value: "", label: none }, ...choices],
  });
  const named = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return {
    inRow: [
      choice("sort", t("sort"), named(sorts, (value) => t(`sorts.${value}`)), t("sorts.best")),
      { ...choice("mode", t("mode"), named(["online", "in_person"] as const, (value) => t(`modes.${value}`)), t("modes.any")), isLabelHidden: true },
      cityChoice(cities, question.city ?? "", t("city"), t("everywhere")),
    ],
    lists: [
      choice("specialization", t("specialization"), choicesOf(specializations, question.specialization)),
      ...(clinics.length > 0 ? [choice("clinic", t("clinic"), clinics.map(({ slug, label }) => ({ value: slug, label })))] : []),
      choice("language", t("language"), named(languageCodes, (code) => languageName(code, locale))),
      choice("gender", t("gender"), named(["female", "male", "other"] as const, (value) => t(`genders.${value}`))),
      choice("max_fee", t("maxFee"), named(feesWith(question.max_fee), upTo)),
    ],
  };
}

function cityChoice(cities: readonly Entry[], value: string, label: string, everywhere: string): Selection {
  return { name: "city", label, value, choices: [{ value: "", label: everywhere }, ...choicesOf(cities, value)] };
}

/** The options that have doctors, and the requested option; the label of a specialization also has its plain name. */
function choicesOf(entries: readonly Entry[], asked: string | undefined) {
  return entries
    .filter(({ slug, count }) => count > 0 || slug === asked)
    .map(({ slug, label, plain, count }) => ({ value: slug, label: `${plain ? `${label}: ${plain}` : label} (${count})` }));
}

const FEES = ["300", "500", "800", "1000", "1500", "2000"];

/** The fees to choose from, in rupees, with the amount of the URL if it is another one. */
function feesWith(asked: string | undefined): string[] {
  return asked && !FEES.includes(asked) ? [asked, ...FEES] : FEES;
}
