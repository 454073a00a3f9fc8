import { useTranslations } from "next-intl";

import type { Entry } from "@/api/entry";
import { Anchor } from "@/components/anchor";
import { Banner } from "@/components/status";

import type { Found } from "./finding";
import { meantFields } from "./meant-fields";
import { hrefOf, type Question } from "./question";

interface QueryNotesProps {
  question: Question;
  match: "all" | "any";
  found: readonly Found[];
  specializations: readonly Entry[];
}

/** How the words were understood: that no doctor matches all of them, and which fields they stand for. */
export function QueryNotes({ question, match, found, specializations }: QueryNotesProps) {
  const t = useTranslations("search");
  const { q, specialization } = question;
  if (!q) return null;
  const shown = new Set(found.map(({ card }) => card.specialization));
  const fields = specialization ? [] : meantFields(q, specializations.filter(({ name }) => shown.has(name)));
  return (
    <>
      {match === "any" && found.length > 0 ? <Banner title={t("some.title")}>{t("some.text")}</Banner> : null}
      {fields.length > 0 ? (
        <section aria-labelledby="meant" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <h2 id="meant" className="font-text text-sm font-normal text-soft">
            {t("meant")}
          </h2>
          <ul className="flex flex-wrap gap-x-3">
            {fields.map(({ field, words }) => (
              <li key={field.slug}>
                <Anchor
                  href={hrefOf(question, { q: undefined, specialization: field.slug })}
                  className="inline-flex min-h-tap flex-wrap items-center gap-x-1.5 font-semibold text-neem underline decoration-1 underline-offset-4 hover:decoration-2"
                >
                  {field.label} <span className="font-normal">({words.join(", ")})</span>
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
