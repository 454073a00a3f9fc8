import { getTranslations } from "next-intl/server";

import { ButtonLink } from "@/components/link";
import { Page } from "@/components/page";

export default async function Home() {
  const t = await getTranslations("common");
  return (
    <Page>
      <h1 className="text-3xl">{t("tagline")}</h1>
      <ButtonLink href="/doctors">{t("nav.find")}</ButtonLink>
    </Page>
  );
}
