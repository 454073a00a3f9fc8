import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { EmptyState } from "./empty-state";
import { ButtonLink } from "./link";
import { Page } from "./page";

const ways = {
  page: "/doctors",
  doctor: "/doctors",
  appointment: "/appointments",
  knownDoctor: "/operations/doctors",
  clinic: "/operations/clinics",
  anyAppointment: "/operations/appointments",
} as const;

/** The kind of missing object; the last three are for administrators. */
export type Missing = keyof typeof ways;

export async function notFoundMetadata(missing: Missing): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t(`${missing}.title`), robots: { index: false } };
}

export async function NotFoundPage({ missing }: { missing: Missing }) {
  const t = await getTranslations("errors.notFound");
  return (
    <Page isNarrow>
      <EmptyState heading="h1" title={t(`${missing}.title`)} text={t(`${missing}.text`)}>
        <ButtonLink href={ways[missing]}>{t(`${missing}.way`)}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
