import { useLocale } from "next-intl";

import { buttonStyle } from "@/components/styles";
import { Heading } from "@/features/search/heading";
import { NearNote } from "@/features/search/near-me";
import { NoResults } from "@/features/search/no-results";
import { QueryNotes } from "@/features/search/query-notes";
import { SearchContent } from "@/features/search/search-content";
import { FILTERS_ID } from "@/features/search/search-ids";

import { found, question, reference, ways } from "./data";
import { Group, State } from "./frame";

/** The search page: its form, the doctors found, and what it says when nobody is found. */
export function Search() {
  const known = reference(useLocale());
  const doctors = found(useLocale());
  const answer = { title: "", canonical: "", known, found: doctors, count: { count: 3, isMore: true } };
  return (
    <>
      <Group id="search" title="Search">
        <State name="Doctors found; no doctor matches all words; more follow">
          <div className="overflow-hidden"><SearchContent {...answer} question={{ ...question, cursor: "second" }} match="any" next="third" ways={null} /></div>
          <button type="button" popoverTarget={FILTERS_ID} data-dialog="filters" className={buttonStyle("secondary", "mt-3")}>filters</button>
        </State>
        <State name="All doctors"><Heading question={{}} count={{ count: 60, isMore: false }} known={known} /></State>
        <State name="The words mean a specialization"><QueryNotes question={{ q: "joint pain" }} match="all" found={doctors} specializations={known.specializations.map((field) => ({ ...field, concerns: ["joint pain"] }))} /></State>
        <State name="No clinic with a known location is shown"><div className="h-32"><NearNote said="none" /></div></State>
        <State name="The position is unknown"><div className="h-44"><NearNote said="refused" /></div></State>
      </Group>
      <Group id="search-nobody" title="Nobody is found">
        <State name="With other ways"><NoResults question={question} ways={ways} reference={known} /></State>
        <State name="Without"><NoResults question={{ q: "joint pain" }} ways={{ nextFreeDay: null, online: false, without: [] }} reference={known} /></State>
      </Group>
    </>
  );
}
