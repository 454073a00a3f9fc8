"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";

import { StepHeading } from "@/components/step-heading";

/** What has just happened, large; the reference is what people write down. */
export function Headline({ news, reference }: { news: "new" | "moved"; reference: string }) {
  const t = useTranslations("appointments.headline");
  return (
    <div className="rounded-lg border-s-8 border-neem bg-neem-tint px-6 py-8 sm:px-8 sm:py-10">
      <CircleCheck aria-hidden size={44} className="mb-3 text-neem" />
      <StepHeading takesFocus>{t(news)}</StepHeading>
      <p className="mt-2">{t("reference")}</p>
      <p className="font-title text-2xl font-bold" data-numbers>
        {reference}
      </p>
      <p className="mt-3 max-w-prose">{t("mail")}</p>
    </div>
  );
}
