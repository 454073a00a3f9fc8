import { useTranslations } from "next-intl";

import { entryOf } from "@/api/entry";
import type { Reference } from "@/api/reference";

import type { Count } from "./count";
import type { Question } from "./question";

/** A heading with the number of doctors and the query: "4 doctors for “joint pain” in Pune". */
export function Heading({ question: { q, specialization, city }, count: { count, isMore }, known }: { question: Question; count: Count; known: Reference }) {
  const t = useTranslations("search");
  const field = specialization ? entryOf(known.specializations, specialization) : undefined;
  const place = city ? entryOf(known.cities, city) : undefined;
  const has = (value: unknown) => (value ? "yes" : "no");
  return (
    <div>
      <h1 className="text-lg sm:text-xl">
        {t("heading", {
          doctors: t(isMore ? "foundMore" : "found", { count }),
          hasQ: has(q),
          q: q ?? "",
          hasField: has(field),
          field: field?.label ?? "",
          hasCity: has(place),
          city: place?.label ?? "",
        })}
      </h1>
      {field?.plain ? <p className="text-sm text-soft">{t("plainly", { plain: field.plain, treats: field.treats })}</p> : null}
    </div>
  );
}
