import { useLocale, useTranslations } from "next-intl";

import type { Reference } from "@/api/reference";
import { EmptyState } from "@/components/empty-state";
import { ButtonLink } from "@/components/link";
import { longDay, ofDay } from "@/lib/time";

import { useFilterWords } from "./filter-chips";
import type { WayOn } from "./finding";
import { hrefOf, type Question } from "./question";

interface NoResultsProps {
  question: Question;
  ways: WayOn;
  reference: Reference;
}

export function NoResults({ question, ways, reference }: NoResultsProps) {
  const t = useTranslations("search");
  const locale = useLocale();
  const words = useFilterWords(question, reference);
  return (
    <EmptyState title={t("none.title")} text={t("none.text")}>
      {ways.nextFreeDay ? (
        <ButtonLink href={hrefOf(question, { available_on: ways.nextFreeDay })}>
          {t("none.nextDay", { day: longDay(ofDay(ways.nextFreeDay), locale, "UTC") })}
        </ButtonLink>
      ) : null}
      {ways.online ? (
        <ButtonLink kind="secondary" href={hrefOf(question, { city: undefined, clinic: undefined, mode: "online" })}>
          {t("none.online")}
        </ButtonLink>
      ) : null}
      {ways.without.map((filter) => (
        <ButtonLink key={filter} kind="secondary" href={hrefOf(question, { [filter]: undefined })}>
          {t("without", { filter: words(filter) })}
        </ButtonLink>
      ))}
      <ButtonLink kind="quiet" href="/doctors">
        {t("none.all")}
      </ButtonLink>
    </EmptyState>
  );
}
