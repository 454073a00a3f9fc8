import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { isProblem } from "@/api/problem";
import { reference } from "@/api/reference";
import { sharedApi } from "@/api/server";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { About } from "@/features/doctor/about";
import { Face } from "@/features/doctor/face";
import { profileOf, textsOf, type Profile, type Texts } from "@/features/doctor/profile";
import { Times } from "@/features/doctor/times/times";
import { Words } from "@/i18n/words";
import { alternates } from "@/lib/alternates";
import { Kept } from "@/lib/kept";

import { PLACES } from "../../../../../server/doctor-frame.mjs";

interface Props {
  params: Promise<{ id: string }>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEPT_SECONDS = 86_400;

/**
 * No doctor's page is rendered at build time. Each is rendered at its first request, and again after a day, or when the
 * worker reports a change of the doctor.
 */
export function generateStaticParams() {
  return [];
}

/**
 * The doctor's profile and the texts of the page. For the id of the frame, the document that all doctors' pages share: no profile, and
 * placeholders, which server/doctor-documents.mjs replaces by texts. Unknown ids give the not-found page.
 */
const shownOn = cache(async (id: string): Promise<{ profile: Profile | null; texts: Texts }> => {
  if (id === PLACES.id) return { profile: null, texts: PLACES };
  if (!UUID.test(id)) notFound();
  const [locale, api] = [await getLocale(), sharedApi([`doctor:${id}`], KEPT_SECONDS)];
  try {
    const profile = await profileOf(api, locale, id, reference(locale));
    return { profile, texts: await textsOf(profile) };
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { title, description } = (await shownOn(id)).texts;
  return { title, description, alternates: alternates(await getLocale(), `/doctors/${id}`) };
}

export default async function DoctorPage({ params }: Props) {
  const { profile, texts } = await shownOn((await params).id);
  const t = await getTranslations("doctor");
  return (
    <Page>
      <Link href="/doctors" className="-mt-6 -mb-3 inline-flex min-h-tap items-center gap-1.5 text-sm text-neem hover:underline sm:-mt-4 sm:mb-3">
        <Icon name="arrow-left" size={16} />
        {t("back")}
      </Link>
      <div className="grid gap-x-12 gap-y-3 sm:gap-y-8 lg:grid-cols-[minmax(0,1fr)_29rem] lg:grid-rows-[auto_1fr]">
        {profile ? <Face {...profile} /> : <Kept id="face" />}
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Words of={["common", "doctor"]}>
            <Times bookable={texts.bookable} query={texts.query} />
          </Words>
        </div>
        {profile ? <About {...profile} /> : <Kept id="about" />}
      </div>
    </Page>
  );
}
