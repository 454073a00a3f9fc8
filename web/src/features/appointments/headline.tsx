"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";

import { StepHeading } from "@/components/step-heading";

/** The headline of an appointment's page after the appointment was booked (`new`) or moved. */
export function Headline({ news }: { news: "new" | "moved" }) {
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
