import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { LiveTiles } from "@/features/operations/live-tiles";
import { operationsMetadata } from "@/features/operations/metadata";
import { OperationsPage } from "@/features/operations/operations-page";

export const dynamic = "force-dynamic";
export const generateMetadata = () => operationsMetadata("machine");

export default function MachinePage() {
  return (
    <OperationsPage section="machine">
      {async (api) => {
        const t = await getTranslations("operations.tiles");
        const tiles = await answer(api.GET("/v1/operations/tiles"));
        return (
          <>
            <h1 className="text-2xl">{t("title")}</h1>
            <p className="mt-2 mb-6 text-soft">{t("lead")}</p>
            <LiveTiles initial={tiles} />
          </>
        );
      }}
    </OperationsPage>
  );
}
