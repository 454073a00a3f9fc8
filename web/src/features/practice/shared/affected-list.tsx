import { useLocale, useTranslations } from "next-intl";

import { clock, shortDay } from "@/lib/time";

import { ModeMark } from "./mode-mark";
import { PracticeStatus } from "./practice-status";
import type { Affected } from "./types";

interface AffectedListProps {
  affected: readonly Affected[];
  zone: string;
  /** The sentence that says what happens to the appointments. */
  text?: string;
  /** Whether the status of each appointment is shown; meant for a list after a change that could cancel appointments. */
  isStatusShown?: boolean;
}

/** The appointments that a change leaves without hours; renders nothing if there are none. */
export function AffectedList({ affected, zone, text, isStatusShown = false }: AffectedListProps) {
  const [t, locale] = [useTranslations("practice.affected"), useLocale()];
  if (affected.length === 0) return null;
  return (
    <>
      <p className="font-semibold">{t("count", { count: affected.length })}</p>
      {text ? <p>{text}</p> : null}
      <ul className="mt-2 grid gap-1.5">
        {affected.map((each) => (
          <li key={each.id} className="flex flex-wrap items-center gap-x-3 border-t border-line pt-1.5">
            <span data-numbers>
              {shortDay(each.starts_at, locale, zone)}, {clock(each.starts_at, locale, zone)}
            </span>
            <span className="font-semibold">{each.patient_name}</span>
            <ModeMark mode={each.mode} />
            <span data-numbers className="text-sm text-soft">
              {each.reference}
            </span>
            {isStatusShown ? <PracticeStatus status={each.status} /> : null}
          </li>
        ))}
      </ul>
      {affected.length >= 500 ? <p className="mt-2">{t("first")}</p> : null}
    </>
  );
}
