import { getTranslations } from "next-intl/server";

import { EmptyState } from "@/components/empty-state";
import { ButtonLink } from "@/components/link";
import { Page } from "@/components/page";

export default async function NotFound() {
  const t = await getTranslations("errors.notFound");
  return (
    <Page isNarrow>
      <EmptyState heading="h1" title={t("title")} text={t("text")}>
        <ButtonLink href="/doctors">{t("find")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
