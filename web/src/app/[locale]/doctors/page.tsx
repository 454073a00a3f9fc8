import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";

import { SoftNavigation } from "@/components/soft-navigation";
import { AtOnce } from "@/features/search/at-once";
import { NearMe } from "@/features/search/near-me";
import { Words } from "@/i18n/words";
import { answerTo, headOf } from "@/features/search/answer";
import { questionOf, type Params } from "@/features/search/question";
import { SearchContent } from "@/features/search/search-content";
import { alternates } from "@/lib/alternates";
import { Kept } from "@/lib/kept";

import { FRAME_HEADER } from "../../../../server/rendering.mjs";
import { PLACES } from "../../../../server/search-frame.mjs";

export const dynamic = "force-dynamic"; // rendered for each query; the proxy may cache the page, because it is the same for all visitors

interface Props {
  searchParams: Promise<Params>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, locale] = [await getTranslations("search"), await getLocale()];
  const isFrame = await isFrameAsked();
  const head = isFrame ? PLACES : await headOf(locale, questionOf(await searchParams));
  return { title: head.title, description: t("description"), alternates: alternates(locale, `/doctors${head.canonical}`) };
}

/**
 * The search page, rendered for Next's client-side router; or the frame of all documents of searches, a page with a placeholder
 * into which server/search-documents.mjs inserts the results of each query.
 */
export default async function DoctorsPage({ searchParams }: Props) {
  const [params, isFrame] = [await searchParams, await isFrameAsked()];
  return (
    <>
      <SoftNavigation />
      <AtOnce />
      <Words of={["near"]}>
        <NearMe />
      </Words>
      {isFrame ? <Kept id="asked" /> : <SearchContent {...(await answerTo(await getLocale(), params))} />}
    </>
  );
}

async function isFrameAsked(): Promise<boolean> {
  return (await headers()).has(FRAME_HEADER);
}
