"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState, type ReactNode } from "react";

import { StepHeading } from "@/components/step-heading";

/** What the visitor has just done with the visit: booked (`new`) or moved it. */
export type News = "new" | "moved";

/**
 * The headline of the news that the page's URL names, or `children` without news. The news are removed from the URL,
 * so that a later reload or a bookmark does not repeat them; the headline stays until the page is left.
 */
export function HeadlineOnce({ news, children }: { news: News | undefined; children: ReactNode }) {
  const [shown, setShown] = useState(news);
  if (news && news !== shown) setShown(news);
  useEffect(() => {
    if (!news) return;
    // Next's router learns of the new URL only after the effects of its first render.
    const timer = setTimeout(() => {
      const url = new URL(window.location.href);
      url.searchParams.delete(news);
      window.history.replaceState(null, "", url);
    });
    return () => clearTimeout(timer);
  }, [news]);
  return shown ? <Headline news={shown} /> : children;
}

/** The headline of an appointment's page after the appointment was booked or moved. */
export function Headline({ news }: { news: News }) {
  const t = useTranslations("appointments.headline");
  return (
    <div className="flex items-start gap-3 rounded-lg border-s-8 border-neem bg-neem-tint px-4 py-4 sm:px-6">
      <CircleCheck aria-hidden size={32} className="mt-1 shrink-0 text-neem" />
      <div>
        <StepHeading takesFocus className="max-sm:text-xl">{t(news)}</StepHeading>
        <p className="text-sm">{t("mail")}</p>
      </div>
    </div>
  );
}
