import { useLocale, useTranslations } from "next-intl";

import type { Reference } from "@/api/reference";
import { Anchor } from "@/components/anchor";
import { EmptyState } from "@/components/empty-state";
import { buttonStyle } from "@/components/styles";
import { longDay, ofDay } from "@/lib/time";

import { useFilterWords } from "./filter-chips";
import type { WayOn } from "./finding";
import { hrefOf, type Question } from "./question";

interface NoResultsProps {
  question: Question;
  ways: WayOn;
  reference: Reference;
}

/** Says that nobody was found, with links to the alternatives and to all doctors. */
export function NoResults({ question, ways, reference }: NoResultsProps) {
  const t = useTranslations("search");
  const locale = useLocale();
  const words = useFilterWords(question, reference);
  const hasWay = Boolean(ways.nextFreeDay) || ways.online || ways.without.length > 0;
  return (
    <EmptyState title={t("none.title")} text={t(hasWay ? "none.text" : "none.textAll")}>
      {ways.nextFreeDay ? (
        <Anchor className={buttonStyle()} href={hrefOf(question, { available_on: ways.nextFreeDay })}>
          {t("none.nextDay", { day: longDay(ofDay(ways.nextFreeDay), locale, "UTC") })}
        </Anchor>
      ) : null}
      {ways.online ? (
        <Anchor className={buttonStyle("secondary")} href={hrefOf(question, { city: undefined, clinic: undefined, mode: "online" })}>
          {t("none.online")}
        </Anchor>
      ) : null}
      {ways.without.map((filter) => (
        <Anchor key={filter} className={buttonStyle("secondary")} href={hrefOf(question, { [filter]: undefined })}>
          {t("without", { filter: words(filter) })}
        </Anchor>
      ))}
      <Anchor className={buttonStyle(hasWay ? "quiet" : "primary")} href="/doctors">
        {t("none.all")}
      </Anchor>
    </EmptyState>
  );
}
