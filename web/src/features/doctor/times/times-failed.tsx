"use client";

import { useTranslations } from "next-intl";

import { isProblem } from "@/api/problem";
import { Banner } from "@/components/status";
import { buttonStyle } from "@/components/styles";

export function TimesFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("doctor.times");
  const common = useTranslations("common");
  return (
    <div className="grid justify-items-start gap-4">
      <Banner tone="bad" isLive title={isProblem(error, "offline") ? t("offline") : t("failed")} />
      <button type="button" onClick={onRetry} className={buttonStyle("secondary")}>
        {common("retry")}
      </button>
    </div>
  );
}
