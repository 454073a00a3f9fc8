import { useLocale } from "next-intl";

import { Concerns } from "@/features/home/concerns";
import { Fields } from "@/features/home/fields";
import { How } from "@/features/home/how";
import { Trust } from "@/features/home/trust";
import { SearchForm } from "@/features/search/search-form";

import Broken from "../error";
import { reference } from "./data";
import { Group, State } from "./frame";

/** The parts of the start page, and the page that is shown after a failure. */
export function Home() {
  const known = reference(useLocale());
  return (
    <Group id="home" title="Start page">
      <State name="Search"><SearchForm cities={known.cities} /></State>
      <State name="Concerns"><Concerns /></State>
      <State name="Specializations"><Fields specializations={known.specializations} /></State>
      <State name="How it works"><How /></State>
      <State name="Trust"><Trust /></State>
      <State name="A page that failed"><Broken error={new Error()} reset={() => undefined} /></State>
    </Group>
  );
}
