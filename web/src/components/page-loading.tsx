import { useTranslations } from "next-intl";

import { Page } from "./page";
import { Skeleton } from "./skeleton";

/**
 * The content of `loading.tsx` for personal pages. Public pages have none, because streamed parts need JavaScript
 * to be visible.
 */
export function PageLoading() {
  const t = useTranslations("common");
  return (
    <Page>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <Skeleton className="mb-6 h-10 w-2/3" />
      <Skeleton className="mb-4 h-40" />
      <Skeleton className="h-40" />
    </Page>
  );
}
