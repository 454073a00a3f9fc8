import { useTranslations } from "next-intl";

import { Page } from "@/components/page";
import { Banner } from "@/components/status";

/** Says that the practice is not approved yet; without a name, that the account has no doctor's profile. */
export function NotOpen({ name }: { name: string | undefined }) {
  const t = useTranslations("practice.notOpen");
  return (
    <Page isNarrow>
      <h1 className="mb-4 text-2xl">{name ?? t("noProfile.title")}</h1>
      <Banner tone="warning" title={name ? t("title") : undefined}>
        <p>{name ? t("text") : t("noProfile.text")}</p>
      </Banner>
      {name ? <p className="mt-4 text-soft">{t("next")}</p> : null}
    </Page>
  );
}
