import type { Metadata } from "next";
import { useLocale } from "next-intl";

import { NotFoundPage } from "@/components/not-found-page";
import { PageLoading } from "@/components/page-loading";
import { Face } from "@/features/doctor/face";
import { features } from "@/i18n/catalogue";
import { Messages } from "@/i18n/messages";

import { profile } from "./doctor-data";
import { Gallery } from "./gallery";

export const metadata: Metadata = { title: "Gallery", robots: { index: false, follow: false } };

/** The shared components and the states of the screens, from fixed data (docs/decisions/0124-a-gallery-in-development.md). */
export default function GalleryPage() {
  const locale = useLocale();
  const [full, bare] = [true, false].map((isFull) => <Face key={String(isFull)} {...profile(locale, isFull)} />);
  return (
    <Messages of={features}>
      <Gallery notFound={<NotFoundPage missing="doctor" />} loading={<PageLoading />} faces={{ full, bare }} />
    </Messages>
  );
}
