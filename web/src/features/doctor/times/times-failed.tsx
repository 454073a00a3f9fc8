"use client";

import { useTranslations } from "next-intl";

import { isProblem } from "@/api/problem";
import { buttonStyle } from "@/components/styles";

/** Says that the times could not be loaded. It is no `ProblemBanner`, because a banner's icons would add script to the page. */
export function TimesFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("doctor.times");
  const common = useTranslations("common");
  return (
    <div className="grid justify-items-start gap-4">
      <p role="alert" className="font-semibold text-clay">
        {t(isProblem(error) && error.status === 0 ? "offline" : "failed")}
      </p>
      <button type="button" onClick={onRetry} className={buttonStyle("secondary")}>
        {common("retry")}
      </button>
    </div>
  );
}
