import "server-only";

import { createTranslator } from "next-intl";

import { labelOf } from "@/api/entry";
import { recentReference, type Reference } from "@/api/reference";
import { publicApi } from "@/api/server";
import { messagesOf } from "@/i18n/messages-of";
import type { Locale } from "@/i18n/routing";

import { countOf, type Count } from "./count";
import { findDoctors, waysOn, type Found, type WayOn } from "./finding";
import { hrefOf, questionOf, type Params, type Question } from "./question";

/** A query and the data of its page. */
export interface Answer {
  question: Question;
  title: string;
  /** The canonical query for search engines: specialization and city only, with `?`, or empty. */
  canonical: string;
  known: Reference;
  found: Found[];
  /** Whether the doctors found match all words of the query. */
  match: "all" | "any";
  /** The cursor of the next page; null on the last one. */
  next: string | null;
  count: Count;
  /** The alternatives when nothing was found; null otherwise. */
  ways: WayOn | null;
}

/** Reads everything that the page of a query shows. Rejects with `Problem` if the doctors or the reference data cannot be read. */
export async function answerTo(locale: Locale, params: Params): Promise<Answer> {
  const [question, api] = [questionOf(params), publicApi()];
  const reference = recentReference(locale);
  const [known, head, { found, next, match }] = await Promise.all([
    reference,
    headOf(locale, question),
    findDoctors(api, question, reference),
  ]);
  const count = countOf(question, known.specializations, known.cities, found.length, next !== null);
  return { question, ...head, known, found, match, next, count, ways: found.length === 0 ? await waysOn(api, question) : null };
}

/** The page's title, and the canonical query as in `Answer`. */
export async function headOf(locale: Locale, question: Question) {
  const { specialization, city } = question;
  const canonical = hrefOf({ ...(specialization && { specialization }), ...(city && { city }) }).replace("/doctors", "");
  return { title: await titleOf(locale, question), canonical };
}

async function titleOf(locale: Locale, { specialization, city }: Question): Promise<string> {
  const t = createTranslator({ locale, messages: await messagesOf(locale), namespace: "search" });
  if (!specialization && !city) return t("title");
  const { specializations, cities } = await recentReference(locale);
  const field = specialization ? labelOf(specializations, specialization) : "";
  const place = city ? labelOf(cities, city) : "";
  if (!place) return t("titleIn", { field });
  return field ? t("titleFieldCity", { field, city: place }) : t("titleCity", { city: place });
}
