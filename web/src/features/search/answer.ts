import "server-only";

import { createTranslator } from "next-intl";

import { labelOf } from "@/api/entry";
import { recentReference, type Reference } from "@/api/reference";
import { publicApi } from "@/api/server";
import { messagesOf } from "@/i18n/messages-of";
import type { Locale } from "@/i18n/routing";

import { findDoctors, waysOn, type Found, type WayOn } from "./finding";
import { hrefOf, questionOf, type Params, type Question } from "./question";

/** A question, and all that its page says in answer. */
export interface Answer {
  question: Question;
  title: string;
  /** What search engines keep: the query of a specialization and a city, whatever else is asked. */
  canonical: string;
  known: Reference;
  found: Found[];
  /** Whether those found are like all words of the question. */
  match: "all" | "any";
  next: string | null;
  /** Where nothing was found. */
  ways: WayOn | null;
}

export async function answerTo(locale: Locale, params: Params): Promise<Answer> {
  const [question, api] = [questionOf(params), publicApi()];
  const reference = recentReference(locale);
  const [known, head, { found, next, match }] = await Promise.all([
    reference,
    headOf(locale, question),
    findDoctors(api, question, reference),
  ]);
  return { question, ...head, known, found, match, next, ways: found.length === 0 ? await waysOn(api, question) : null };
}

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
