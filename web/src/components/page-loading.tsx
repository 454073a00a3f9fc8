import { useTranslations } from "next-intl";

import { Page } from "./page";
import { Skeleton } from "./skeleton";

/** For `loading.tsx` of personal pages. Public ones have none: what is streamed later needs JavaScript to be seen. */
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
