import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

import { reference } from "@/api/reference";
import { SoftNavigation } from "@/components/soft-navigation";
import { Sprig } from "@/components/sprig";
import { Concerns } from "@/features/home/concerns";
import { Fields } from "@/features/home/fields";
import { How } from "@/features/home/how";
import { Trust } from "@/features/home/trust";
import { SearchForm } from "@/features/search/search-form";
import { alternates } from "@/lib/alternates";

export async function generateMetadata(): Promise<Metadata> {
  return { alternates: alternates(await getLocale(), "/") };
}

export default async function Home() {
  const [t, known] = [await getTranslations("home"), await reference(await getLocale())];
  return (
    <>
      <SoftNavigation />
      <section className="relative overflow-hidden border-b border-line bg-sunk">
        <Sprig className="pointer-events-none absolute -end-8 -top-10 h-[26rem] rotate-12 text-neem opacity-25 max-md:hidden" />
        <div className="relative mx-auto w-full max-w-page px-4 py-12 sm:px-6 sm:py-20">
          <h1 className="max-w-[17ch] text-3xl">
            {t.rich("heading", { mark: (words) => <span className="underline-brush">{words}</span> })}
          </h1>
          <p className="mt-4 max-w-2xl text-lg text-soft">{t("lead")}</p>
          <div className="mt-8 max-w-4xl rounded-lg border border-line bg-surface p-5 shadow-float sm:p-6">
            <SearchForm cities={known.cities} />
          </div>
          <Concerns />
        </div>
      </section>
      <Fields specializations={known.specializations} />
      <How />
      <Trust />
    </>
  );
}
