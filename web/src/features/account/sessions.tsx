"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { clock, shortDay } from "@/lib/time";

interface SessionsProps {
  sessions: readonly Schemas["OwnSession"][];
  zone: string;
}

/** The account's sessions; each except the present one can be ended. */
export function Sessions({ sessions, zone }: SessionsProps) {
  const [t, locale] = [useTranslations("account.sessions"), useLocale()];
  const [router, say] = [useRouter(), useToast()];
  const ending = useMutation({
    mutationFn: (session_id: string) =>
      answer(api.DELETE("/v1/me/sessions/{session_id}", { params: { path: { session_id } } })),
    onSuccess: () => {
      say(t("ended"));
      router.refresh();
    },
  });
  const at = (instant: string) => `${shortDay(instant, locale, zone)}, ${clock(instant, locale, zone)}`;
  return (
    <>
      <ProblemBanner error={ending.error} className="mb-4" />
      <ul className="grid gap-3">
        {sessions.map(({ id, current, browser, user_agent, last_seen_at }, index) => {
          const device = browser ? user_agent || t("browser") : t("program");
          const seen = t("seen", { at: at(last_seen_at) });
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-3">
              <div className="min-w-0">
                <p>{device}</p>
                <p data-numbers className="text-sm text-soft">{seen}</p>
              </div>
              {current ? (
                <p className="font-semibold">{t("current")}</p>
              ) : (
                // The number distinguishes two sessions of one device, which were both used a moment ago.
                <Button kind="secondary" aria-label={t("endOf", { number: index + 1, device, seen })} isPending={ending.isPending} onPress={() => ending.mutate(id)}>
                  {t("end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
