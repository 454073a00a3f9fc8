import { useTranslations } from "next-intl";

import { Anchor } from "@/components/anchor";
import { Page } from "@/components/page";
import { buttonStyle, linkStyle } from "@/components/styles";

import type { Answer } from "./answer";
import { Facets } from "./facets";
import { FilterChips } from "./filter-chips";
import { Heading } from "./heading";
import { NoResults } from "./no-results";
import { QueryNotes } from "./query-notes";
import { hrefOf } from "./question";
import { Results } from "./results";
import { ResultsForm } from "./search-form";

/** The part of the search page that depends on the query. In a document from the server React does not hydrate it, so it must work as plain HTML. */
export function SearchContent({ question, known, found, match, next, count, ways }: Answer) {
  const t = useTranslations("search");
  return (
    <Page>
      <ResultsForm key={hrefOf(question)} question={question} {...known} />
      <div className="mt-2 grid gap-8 lg:grid-cols-[1fr_15rem]">
        <section aria-label={t("results")} className="grid min-w-0 content-start gap-3">
          <Heading question={question} count={count} known={known} />
          <QueryNotes question={question} match={match} found={found} specializations={known.specializations} />
          <FilterChips question={question} reference={known} />
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
