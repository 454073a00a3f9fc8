import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { EmptyState } from "@/components/empty-state";
import { ButtonLink, Link } from "@/components/link";
import { clock, shortDay } from "@/lib/time";

const CALLS = ["appointment", "list", "agenda", "affected", "patients", "queue", "payments"] as const;

/** Reads of patients' records by staff, the latest first. */
export function ReadList({ reads }: { reads: readonly Schemas["RecordRead"][] }) {
  const [t, locale] = [useTranslations("operations.reads"), useLocale()];
  if (reads.length === 0) {
    return (
      <EmptyState title={t("none")} text={t("noneText")}>
        <ButtonLink kind="secondary" href="/operations/appointments">
          {t("toAppointments")}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-2">
      {reads.map((read) => {
        const what = CALLS.find((each) => each === read.what);
        const named = Math.max(read.references.length, read.patients.length);
        const left = read.records - named;
        return (
          <li key={read.id} className="grid gap-x-6 gap-y-1 rounded-md border border-line bg-surface px-4 py-2 sm:grid-cols-[12rem_1fr_1fr]">
            <span data-numbers>
              {shortDay(read.at, locale, "Asia/Kolkata")}, {clock(read.at, locale, "Asia/Kolkata")}
            </span>
            <span className="min-w-0">
              <Link href={`/operations/reads?account=${read.account_id}`} className="inline-flex min-h-tap items-center break-all text-neem underline underline-offset-4">
                {read.email ?? t("gone")}
              </Link>
              <span className="block text-sm text-soft">{what ? t(`what.${what}`) : read.what}</span>
            </span>
            <span className="text-sm">
              {read.patients.join(", ")}
              <span data-numbers className="block text-soft">
                {read.references.join(", ")}
              </span>
              {left > 0 ? t(named > 0 ? "others" : "records", { count: left }) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
