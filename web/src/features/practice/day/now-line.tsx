import { useLocale, useTranslations } from "next-intl";

import { clock } from "@/lib/time";

/** A line between visits that shows the present time (`now`, in Unix ms). */
export function NowLine({ now, zone }: { now: number; zone: string }) {
  const t = useTranslations("practice.day");
  return (
    <p data-numbers className="flex items-center gap-3 py-1 text-sm font-semibold text-clay">
      {t("now", { time: clock(new Date(now), useLocale(), zone) })}
      <span aria-hidden className="h-0.5 flex-1 rounded-full bg-clay" />
    </p>
  );
}
