import { useTranslations } from "next-intl";

import type { Entry } from "@/api/entry";
import { Anchor } from "@/components/anchor";

import type { Found } from "./finding";
import { meantFields } from "./meant-fields";
import { hrefOf, type Question } from "./question";

interface QueryNotesProps {
  question: Question;
  match: "all" | "any";
  found: readonly Found[];
  specializations: readonly Entry[];
}

/** Explains how the query was understood: that no doctor matches all words, and the specializations that the words mean. */
export function QueryNotes({ question, match, found, specializations }: QueryNotesProps) {
  const t = useTranslations("search");
  const { q, specialization } = question;
  if (!q) return null;
  const shown = new Set(found.map(({ card }) => card.specialization));
  const fields = specialization ? [] : meantFields(q, specializations.filter(({ name }) => shown.has(name)));
  return (
    <>
      {match === "any" && found.length > 0 ? (
        <p className="rounded-md bg-turmeric-tint px-3 py-2 text-sm text-turmeric-ink">
          <span className="font-semibold">{t("some.title")}</span>. {t("some.text")}
        </p>
      ) : null}
      {fields.length > 0 ? (
        <section aria-labelledby="meant" className="flex flex-wrap items-center gap-x-2 text-sm">
          <h2 id="meant" className="font-text text-sm font-normal text-soft">
            {t("meant")}
          </h2>
          <ul className="flex flex-wrap gap-x-3">
            {fields.map(({ field }) => (
              <li key={field.slug}>
                <Anchor
                  href={hrefOf(question, { q: undefined, specialization: field.slug })}
                  className="inline-flex min-h-tap flex-wrap items-center gap-x-1.5 font-semibold text-neem underline decoration-1 underline-offset-4 hover:decoration-2"
                >
                  {field.label} <span className="font-normal">({field.plain})</span>
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
