import { useTranslations } from "next-intl";

import { useNow } from "@/lib/use-now";

import { Banner } from "./status";

interface Query {
  isError: boolean;
  dataUpdatedAt: number;
}

/** Shows the age of data that cannot be refreshed; renders nothing while the data is fresh. */
export function Freshness({ query }: { query: Query }) {
  const t = useTranslations("common");
  const now = useNow(5000);
  if (!query.isError || now === null) return null;
  const seconds = Math.max(0, Math.round((now - query.dataUpdatedAt) / 1000));
  const age =
    seconds < 120
      ? t("updatedSecondsAgo", { seconds })
      : t("updatedMinutesAgo", { minutes: Math.round(seconds / 60) });
  return <Banner tone="warning" title={age} className="mb-4" />;
}
