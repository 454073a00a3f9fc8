import { useLocale, useTranslations } from "next-intl";

import type { Entry } from "@/api/reference";
import { Icon } from "@/components/icon";
import { SegmentedControl } from "@/components/segmented-control";
import { Select } from "@/components/select";
import { buttonStyle, fieldStyle, labelStyle } from "@/components/styles";
import { languageCodes, languageName } from "@/lib/languages";
import { money } from "@/lib/money";
import { dayIn } from "@/lib/time";

import { sorts, type Question } from "./question";

interface SearchFormProps {
  question: Question;
  specializations: readonly Entry[];
  cities: readonly Entry[];
  /** The start page asks only for the three that matter most. */
  isShort?: boolean;
}

/** A plain form that asks by address: it needs no JavaScript. */
export function SearchForm({ question, specializations, cities, isShort = false }: SearchFormProps) {
  const t = useTranslations("search.form");
  const locale = useLocale();
  const any = { value: "", label: t("any") };
  return (
    <form action={`/${locale}/doctors`} method="get" role="search" className="grid gap-4">
      <div className="grid items-end gap-4 md:grid-cols-[2fr_1.2fr_auto]">
        <div>
          <label htmlFor="search-q" className={labelStyle}>
            {t("q")}
          </label>
          <input
            id="search-q"
            name="q"
            type="search"
            maxLength={100}
            defaultValue={question.q}
            placeholder={t("qHint")}
            className={fieldStyle}
          />
        </div>
        <Select
          label={t("city")}
          name="city"
          defaultValue={question.city ?? ""}
          choices={[{ value: "", label: t("everywhere") }, ...choicesOf(cities, question.city)]}
        />
        <button type="submit" className={buttonStyle("primary", "max-md:w-full")}>
          <Icon name="search" size={18} />
          {t("submit")}
        </button>
      </div>
      <SegmentedControl
        legend={t("mode")}
        isLegendHidden
        name="mode"
        value={question.mode ?? ""}
        segments={["", "online", "in_person"].map((value) => ({ value, label: t(`modes.${value || "any"}` as "modes.any") }))}
      />
      {isShort ? null : (
        <details className="rounded-md border border-line bg-surface">
          <summary className="flex min-h-tap cursor-pointer items-center gap-2 px-4 font-semibold">
            <Icon name="sliders" size={18} />
            {t("more")}
          </summary>
          <div className="grid gap-4 p-4 sm:grid-cols-2 lg:grid-cols-3">
            <Select
              label={t("specialization")}
              name="specialization"
              defaultValue={question.specialization ?? ""}
              choices={[any, ...choicesOf(specializations, question.specialization)]}
            />
            <div>
              <label htmlFor="search-day" className={labelStyle}>
                {t("availableOn")}
              </label>
              <input
                id="search-day"
                name="available_on"
                type="date"
                min={dayIn(new Date(), "Asia/Kolkata")}
                defaultValue={question.available_on}
                className={fieldStyle}
              />
            </div>
            <Select
              label={t("language")}
              name="language"
              defaultValue={question.language ?? ""}
              choices={[any, ...languageCodes.map((code) => ({ value: code, label: languageName(code, locale) }))]}
            />
            <Select
              label={t("gender")}
              name="gender"
              defaultValue={question.gender ?? ""}
              choices={[any, ...(["female", "male", "other"] as const).map((value) => ({ value, label: t(`genders.${value}`) }))]}
            />
            <Select
              label={t("maxFee")}
              name="max_fee"
              defaultValue={question.max_fee ?? ""}
              choices={[any, ...feesWith(question.max_fee).map((rupees) => ({ value: rupees, label: t("upTo", { fee: money({ amount: Number(rupees) * 100, currency: "INR" }, locale) }) }))]}
            />
            <Select
              label={t("sort")}
              name="sort"
              defaultValue={question.sort ?? ""}
              choices={[{ value: "", label: t("sorts.best") }, ...sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))]}
            />
          </div>
        </details>
      )}
    </form>
  );
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
