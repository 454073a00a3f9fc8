import { useTranslations } from "next-intl";

import { Skeleton } from "@/components/skeleton";

export function Loading() {
  const t = useTranslations("common");
  return (
    <>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <Skeleton className="mb-6 h-24" />
      <Skeleton className="h-80" />
    </>
  );
}
