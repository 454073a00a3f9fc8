import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { foundOr404 } from "@/api/found-or-404";
import { PageTitle } from "@/components/page-title";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";
import { SettingGroups } from "@/features/operations/settings/setting-groups";
import { SettingHistory } from "@/features/operations/settings/setting-history";
import { Words } from "@/i18n/words";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("settings");

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SettingsPage({ searchParams }: Props) {
  const { cursor } = await searchParams;
  const from = typeof cursor === "string" ? cursor : undefined;
  return (
    <OperationsPage section="settings">
      {async (api) => {
        const t = await getTranslations("settings");
        const query = { limit: 20, ...(from && { cursor: from }) };
        const [settings, changes] = await foundOr404(
          Promise.all([
            answer(api.GET("/v1/operations/settings")),
            answer(api.GET("/v1/operations/setting-changes", { params: { query } })),
          ]),
        );
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <Words of={["common", "errors", "settings"]}>
              <div className="grid gap-6">
                <SettingGroups settings={settings.items} />
              </div>
            </Words>
            <SettingHistory page={changes} isNewest={!from} />
          </>
        );
      }}
    </OperationsPage>
  );
}
