import { useLocale } from "next-intl";

import { buttonStyle } from "@/components/styles";
import { Facets } from "@/features/search/facets";
import { FilterChips } from "@/features/search/filter-chips";
import { Heading } from "@/features/search/heading";
import { NoResults } from "@/features/search/no-results";
import { QueryNotes } from "@/features/search/query-notes";
import { Results } from "@/features/search/results";
import { ResultsForm } from "@/features/search/search-form";
import { FILTERS_ID } from "@/features/search/search-ids";

import { found, question, reference, ways } from "./data";
import { Group, State } from "./frame";

/** The search page: its form, the doctors found, and what it says when nobody is found. */
export function Search() {
  const known = reference(useLocale());
  const doctors = found(useLocale());
  return (
    <>
      <Group id="search" title="Search">
        <State name="Form">
          <ResultsForm question={question} {...known} />
          <button type="button" popoverTarget={FILTERS_ID} data-dialog="filters" className={buttonStyle("secondary", "mt-3")}>filters</button>
        </State>
        <State name="All doctors"><Heading question={{}} count={{ count: 60, isMore: false }} known={known} /></State>
        <State name="Doctors found; no doctor matches all words">
          <div className="grid gap-3">
            <Heading question={question} count={{ count: 3, isMore: false }} known={known} />
            <QueryNotes question={question} match="any" found={doctors} specializations={known.specializations} />
            <FilterChips question={question} reference={known} />
            <Results found={doctors} question={question} {...known} />
          </div>
        </State>
      </Group>
      <Group id="search-nobody" title="Nobody is found">
        <State name="With other ways"><NoResults question={question} ways={ways} reference={known} /></State>
        <State name="Without"><NoResults question={{ q: "joint pain" }} ways={{ nextFreeDay: null, online: false, without: [] }} reference={known} /></State>
        <State name="Specializations"><Facets title="Specializations" name="specialization" entries={known.specializations} question={question} /></State>
      </Group>
    </>
  );
}
