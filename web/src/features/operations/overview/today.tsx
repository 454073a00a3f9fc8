import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { longDay, ofDay } from "@/lib/time";

const KINDS = ["visits", "booked", "completed", "missed", "cancelled"] as const;

/** The visits of today, the last of `days`, in numbers; renders nothing without days. */
export function Today({ days }: { days: readonly Schemas["DayFigures"][] }) {
  const [t, locale] = [useTranslations("operations.overview"), useLocale()];
  const today = days.at(-1);
  if (!today) return null;
  const shown = { ...today, visits: today.booked + today.completed + today.missed };
  const format = new Intl.NumberFormat(`${locale}-IN`);
  return (
    <section aria-labelledby="today">
      <h2 id="today" className="mb-3 text-xl">
        {t("today", { day: longDay(ofDay(today.date), locale, "UTC") })}
      </h2>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {KINDS.map((kind) => (
          <div key={kind} className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
            <dt className="text-sm font-semibold text-soft">{t(kind)}</dt>
            <dd data-numbers className="text-2xl font-semibold">
              {format.format(shown[kind])}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
