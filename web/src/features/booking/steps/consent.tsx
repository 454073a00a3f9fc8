"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { StepHeading } from "@/components/step-heading";

export const noticeKey = ["consent-notice"] as const;

interface ConsentProps {
  takesFocus: boolean;
  onGiven: () => void;
  onRefused: () => Promise<void>;
}

/**
 * Shows the notice separately from all other content, with its version (DPDP Rules 2025, rule 3). Each item has a
 * summary, and its full text when it is opened.
 */
export function Consent({ takesFocus, onGiven, onRefused }: ConsentProps) {
  const t = useTranslations("booking.consent");
  const locale = useLocale();
  const queries = useQueryClient();
  const { data: notice } = useQuery({
    queryKey: [...noticeKey, locale],
    queryFn: () => answer(api.GET("/v1/consent-notice", { params: { query: { locale } } })),
    staleTime: Infinity,
  });
  const giving = useMutation({
    mutationFn: (version: string) => answer(api.PUT("/v1/me/consents/{version}", { params: { path: { version } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["consents"] });
      onGiven();
    },
  });
  if (!notice) return null;
  return (
    <div className="grid gap-5">
      <StepHeading takesFocus={takesFocus}>{t("title")}</StepHeading>
      <p className="text-soft">{t("lead")}</p>
      <ul className="border-b border-line">
        {notice.items.map(({ id, title, summary, text }) => (
          <li key={id} className="border-t border-line">
            <details className="group">
              <summary className="flex min-h-tap cursor-pointer items-start gap-3 py-3">
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{title}</span>
                  <span className="block">{summary}</span>
                </span>
                <ChevronDown aria-hidden size={20} className="mt-1 shrink-0 text-soft group-open:rotate-180" />
              </summary>
              <p className="pb-3 text-soft">{text}</p>
            </details>
          </li>
        ))}
      </ul>
      <p className="text-sm text-soft">{t("version", { version: notice.version })}</p>
      {giving.isError ? <Banner tone="bad" isLive title={t("failed")} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button isPending={giving.isPending} onPress={() => giving.mutate(notice.version)} className="max-sm:w-full">
          {t("agree")}
        </Button>
        <Button kind="secondary" action={onRefused} className="max-sm:w-full">
          {t("refuse")}
        </Button>
      </div>
    </div>
  );
}
