import { useTranslations } from "next-intl";

import { Anchor } from "@/components/anchor";
import { Page } from "@/components/page";
import { buttonStyle, linkStyle } from "@/components/styles";

import type { Answer } from "./answer";
import { Facets } from "./facets";
import { FilterChips } from "./filter-chips";
import { NoResults } from "./no-results";
import { QueryNotes } from "./query-notes";
import { hrefOf } from "./question";
import { Results } from "./results";
import { SearchForm } from "./search-form";

/** All of the search page that depends on what is asked. It is HTML alone: it is never hydrated where a document brings it. */
export function SearchContent({ question, title, known, found, match, next, ways }: Answer) {
  const t = useTranslations("search");
  return (
    <Page>
      <h1 className="mb-5 text-2xl">{title}</h1>
      <SearchForm key={hrefOf(question)} question={question} {...known} />
      <div className="mt-8 grid gap-8 lg:grid-cols-[1fr_14rem]">
        <section aria-label={t("results")} className="grid min-w-0 content-start gap-4">
          <FilterChips question={question} reference={known} />
          <QueryNotes question={question} match={match} found={found} specializations={known.specializations} />
          {ways ? <NoResults question={question} ways={ways} reference={known} /> : <Results found={found} question={question} {...known} />}
          <div className="flex flex-wrap items-center justify-center gap-4">
            {next ? (
              <Anchor className={buttonStyle("secondary")} href={hrefOf({ ...question, cursor: next })}>
                {t("more")}
              </Anchor>
            ) : null}
            {question.cursor ? (
              <Anchor className={linkStyle} href={hrefOf(question, { cursor: undefined })}>
                {t("back")}
              </Anchor>
            ) : null}
          </div>
        </section>
        <aside className="grid content-start gap-6">
          <Facets title={t("bySpecialization")} name="specialization" entries={known.specializations} question={question} />
          <Facets title={t("byCity")} name="city" entries={known.cities} question={question} />
        </aside>
      </div>
    </Page>
  );
}
