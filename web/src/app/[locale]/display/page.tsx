import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Screen } from "@/features/desk/screen";
import { Messages } from "@/i18n/messages";

// Each request gets its own nonces, so the page is never cached.
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.screen");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** The page of a clinic queue display; the display's token is the part of the URL after #. */
export default function DisplayPage() {
  return (
    <Messages of={["common", "desk"]}>
      <div data-screen className="fixed inset-0 z-30 flex flex-col overflow-auto bg-paper">
        <Screen />
      </div>
    </Messages>
  );
}
