import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

import { labelOf, recentReference } from "@/api/reference";
import { publicApi } from "@/api/server";
import { ButtonLink, Link } from "@/components/link";
import { Page } from "@/components/page";
import { SoftNavigation } from "@/components/soft-navigation";
import { Facets } from "@/features/search/facets";
import { FilterChips } from "@/features/search/filter-chips";
import { findDoctors, waysOn } from "@/features/search/finding";
import { NoResults } from "@/features/search/no-results";
import { QueryNotes } from "@/features/search/query-notes";
import { hrefOf, questionOf, type Question } from "@/features/search/question";
import { Results } from "@/features/search/results";
import { SearchForm } from "@/features/search/search-form";
import { alternates } from "@/lib/alternates";

export const dynamic = "force-dynamic"; // made for each question, and the same for all who ask it: see server/shared-pages.mjs

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const question = questionOf(await searchParams);
  const t = await getTranslations("search");
  const locale = await getLocale();
  const { specialization, city } = question;
  return {
    title: await titleOf(question),
    description: t("description"),
    alternates: alternates(locale, hrefOf({ ...(specialization && { specialization }), ...(city && { city }) })),
  };
}

export default async function DoctorsPage({ searchParams }: Props) {
  const question = questionOf(await searchParams);
  const [t, locale, api] = [await getTranslations("search"), await getLocale(), publicApi()];
  const [known, { found, next, match }, title] = await Promise.all([
    recentReference(locale),
    findDoctors(api, question),
    titleOf(question),
  ]);
  return (
    <Page>
      <SoftNavigation />
      <h1 className="mb-5 text-2xl">{title}</h1>
      <SearchForm key={hrefOf(question)} question={question} {...known} />
      <div className="mt-8 grid gap-8 lg:grid-cols-[1fr_14rem]">
        <section aria-label={t("results")} className="grid min-w-0 content-start gap-4">
          <FilterChips question={question} reference={known} />
          <QueryNotes question={question} match={match} found={found} specializations={known.specializations} />
          {found.length === 0 ? (
            <NoResults question={question} ways={await waysOn(api, question)} reference={known} />
          ) : (
            <Results found={found} mode={question.mode} {...known} />
          )}
          <div className="flex flex-wrap items-center justify-center gap-4">
            {next ? (
              <ButtonLink kind="secondary" href={hrefOf({ ...question, cursor: next })}>
                {t("more")}
              </ButtonLink>
            ) : null}
            {question.cursor ? <Link href={hrefOf(question, { cursor: undefined })}>{t("back")}</Link> : null}
          </div>
        </section>
        <aside className="grid content-start gap-6">
          <Facets title={t("bySpecialization")} name="specialization" entries={known.specializations} question={question} />
          <Facets title={t("byCity")} name="city" entries={known.cities} question={question} />
        </aside>
      </div>
    </Page>
  );
}

async function titleOf({ specialization, city }: Question): Promise<string> {
  const t = await getTranslations("search");
  if (!specialization && !city) return t("title");
  const { specializations, cities } = await recentReference(await getLocale());
  const field = specialization ? labelOf(specializations, specialization) : "";
  const place = city ? labelOf(cities, city) : "";
  if (!place) return t("titleIn", { field });
  return field ? t("titleFieldCity", { field, city: place }) : t("titleCity", { city: place });
}
