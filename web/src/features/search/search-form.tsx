import { useLocale, useTranslations } from "next-intl";

import type { Entry } from "@/api/entry";
import type { Reference } from "@/api/reference";
import { languageCodes, languageName } from "@/lib/languages";
import { money } from "@/lib/money";
import { dayIn } from "@/lib/time";

import { sorts, type Question } from "./question";
import { SearchFields, type FormWords } from "./search-fields";

interface SearchFormProps {
  question: Question;
  specializations: readonly Entry[];
  cities: readonly Entry[];
  clinics: Reference["clinics"];
  /** The start page asks only for the three that matter most. */
  isShort?: boolean;
}

/** A plain form that asks by address: it needs no JavaScript. */
export function SearchForm({ question, specializations, cities, clinics, isShort = false }: SearchFormProps) {
  const t = useTranslations("search.form");
  const more = useMoreWords(question, specializations, clinics);
  const words: FormWords = {
    action: `/${useLocale()}/doctors`,
    submit: t("submit"),
    q: { label: t("q"), hint: t("qHint"), value: question.q },
    city: {
      name: "city",
      label: t("city"),
      value: question.city ?? "",
      choices: [{ value: "", label: t("everywhere") }, ...choicesOf(cities, question.city)],
    },
    mode: {
      legend: t("mode"),
      value: question.mode ?? "",
      segments: ["", "online", "in_person"].map((value) => ({ value, label: t(`modes.${value || "any"}` as "modes.any") })),
    },
    ...(isShort ? {} : { more: more() }),
  };
  return <SearchFields words={words} />;
}

/** What is folded away; worked out only where it is shown. */
function useMoreWords(question: Question, specializations: readonly Entry[], clinics: Reference["clinics"]) {
  const t = useTranslations("search.form");
  const locale = useLocale();
  const upTo = (rupees: string) => t("upTo", { fee: money({ amount: Number(rupees) * 100, currency: "INR" }, locale) });
  const choice = (name: keyof Question, label: string, choices: { value: string; label: string }[], none = t("any")) => ({
    name,
    label,
    value: question[name] ?? "",
    choices: [{ value: "", label: none }, ...choices],
  });
  const named = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return (): NonNullable<FormWords["more"]> => ({
    title: t("more"),
    first: choice("specialization", t("specialization"), choicesOf(specializations, question.specialization)),
    day: { label: t("availableOn"), min: dayIn(new Date(), "Asia/Kolkata"), value: question.available_on },
    others: [
      ...(clinics.length > 0 ? [choice("clinic", t("clinic"), clinics.map(({ slug, label }) => ({ value: slug, label })))] : []),
      choice("language", t("language"), named(languageCodes, (code) => languageName(code, locale))),
      choice("gender", t("gender"), named(["female", "male", "other"] as const, (value) => t(`genders.${value}`))),
      choice("max_fee", t("maxFee"), named(feesWith(question.max_fee), upTo)),
      choice("sort", t("sort"), named(sorts, (value) => t(`sorts.${value}`)), t("sorts.best")),
    ],
  });
}

/** Those with doctors, and the one that is asked for. */
function choicesOf(entries: readonly Entry[], asked: string | undefined) {
  return entries
    .filter(({ slug, count }) => count > 0 || slug === asked)
    .map(({ slug, label, count }) => ({ value: slug, label: `${label} (${count})` }));
}

const FEES = ["300", "500", "800", "1000", "1500", "2000"];

/** An amount out of a link stays as it is. */
function feesWith(asked: string | undefined): string[] {
  return asked && !FEES.includes(asked) ? [asked, ...FEES] : FEES;
}
