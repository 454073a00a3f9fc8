import type { Metadata } from "next";

import { NotFoundPage } from "@/components/not-found-page";
import { PageLoading } from "@/components/page-loading";
import { features } from "@/i18n/catalogue";
import { Messages } from "@/i18n/messages";

import { Gallery } from "./gallery";

export const metadata: Metadata = { title: "Gallery", robots: { index: false, follow: false } };

/** Every shared component and the states of screens, from the data of `data.ts`: decision 0124. */
export default function GalleryPage() {
  return (
    <Messages of={features}>
      <Gallery notFound={<NotFoundPage missing="doctor" />} loading={<PageLoading />} />
    </Messages>
  );
}
