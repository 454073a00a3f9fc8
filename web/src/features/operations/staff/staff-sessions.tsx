"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { ProblemBanner } from "@/components/problem-banner";
import { clock, shortDay } from "@/lib/time";

const ZONE = "Asia/Kolkata";

/** The live sessions of a member of staff, each with its device. */
export function StaffSessions({ id }: { id: string }) {
  const [t, locale] = [useTranslations("operations.staff.sessions"), useLocale()];
  const { data, error } = useQuery({
    queryKey: ["staff-sessions", id],
    queryFn: () => answer(api.GET("/v1/staff/{account_id}/sessions", { params: { path: { account_id: id } } })),
  });
  const at = (instant: string) => `${shortDay(instant, locale, ZONE)}, ${clock(instant, locale, ZONE)}`;
  return (
    <section aria-labelledby="staff-sessions" className="mb-5">
      <h3 id="staff-sessions" className="mb-1 text-base">
        {t("title")}
      </h3>
      <ProblemBanner error={error} />
      <p role="status" className="text-soft">
        {data ? (data.items.length === 0 ? t("none") : null) : error ? null : t("loading")}
      </p>
      <ul className="max-h-48 overflow-y-auto">
        {data?.items.map(({ id: session, browser, user_agent, last_seen_at }) => (
          <li key={session} className="border-b border-line py-2">
            <span className="block">{browser ? user_agent || t("browser") : t("program")}</span>
            <span data-numbers className="block text-sm text-soft">
              {t("seen", { at: at(last_seen_at) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
