import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { ButtonLink } from "@/components/link";

import { changeTime } from "./change-time";

interface SettingHistoryProps {
  page: Schemas["SettingChanges"];
  /** Whether the page begins with the newest change. */
  isNewest: boolean;
}

/** The changes of settings, the newest first, with the person who made each. */
export function SettingHistory({ page, isNewest }: SettingHistoryProps) {
  const t = useTranslations("settings.history");
  return (
    <section id="history" aria-labelledby="history-title" className="mt-10">
      <h2 id="history-title" className="text-lg">
        {t("title")}
      </h2>
      <p className="mt-1 text-soft">{page.items.length > 0 ? t("lead") : t("none")}</p>
      <ul className="mt-4">
        {page.items.map((change) => (
          <li key={change.id} className="border-t border-line py-2">
            <Change change={change} />
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-3">
        {isNewest ? null : (
          <ButtonLink kind="secondary" className="mt-4" href="/operations/settings#history">
            {t("newest")}
          </ButtonLink>
        )}
        {page.next_cursor ? (
          <ButtonLink kind="secondary" className="mt-4" href={`/operations/settings?cursor=${encodeURIComponent(page.next_cursor)}#history`}>
            {t("more")}
          </ButtonLink>
        ) : null}
      </p>
    </section>
  );
}

function Change({ change }: { change: Schemas["SettingChange"] }) {
  const [t, locale] = [useTranslations("settings"), useLocale()];
  const { name, previous, value, is_default, at, by } = change;
  return (
    <div className="grid gap-x-6 sm:grid-cols-[1fr_auto]">
      <p className="min-w-0">
        <span className="block font-semibold">{t(`names.${name}.label`)}</span>
        <span data-numbers>{t(is_default ? "history.toDefault" : "history.fromTo", { previous, value })}</span>
      </p>
      <p className="min-w-0 text-sm text-soft sm:text-end">
        <time data-numbers dateTime={at} className="block">
          {changeTime(at, locale)}
        </time>
        <span className="wrap-anywhere">{by ?? t("history.gone")}</span>
      </p>
    </div>
  );
}
