import { useTranslations } from "next-intl";

import { useNow } from "@/lib/use-now";

import { Banner } from "./status";

interface Query {
  isError: boolean;
  /** Unix ms. */
  dataUpdatedAt: number;
}

/** Shows the age of a query's data after a failed refresh; renders nothing while refreshes succeed. The query must have data. */
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
