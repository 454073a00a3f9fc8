"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
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

/** The notice stands alone, item by item, with its version (DPDP Rules 2025, rule 3). */
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
      <ol className="grid gap-4">
        {notice.items.map(({ id, title, text }, index) => (
          <li key={id} className="grid grid-cols-[auto_1fr] gap-x-3">
            <span aria-hidden className="w-5 font-title text-lg font-bold text-turmeric-ink" data-numbers>
              {index + 1}
            </span>
            <div>
              <h2 className="text-lg">{title}</h2>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ol>
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
