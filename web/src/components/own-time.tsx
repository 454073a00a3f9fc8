"use client";

import { useLocale, useTranslations } from "next-intl";

import { clock, differ, shortDay, zoneName } from "@/lib/time";
import { useDeviceZone } from "@/lib/use-device-zone";

/**
 * The time on the visitor's clock, if it differs from the doctor's. The server does not know the visitor's zone, so
 * nothing is shown until hydration.
 */
export function OwnTime({ instant, timeZone, className }: { instant: string; timeZone: string; className?: string }) {
  const t = useTranslations("common");
  const locale = useLocale();
  const own = useDeviceZone();
  if (!own || !differ(instant, own, timeZone)) return null;
  return (
    <span className={className}>
      {t("whereYouAre", {
        day: shortDay(instant, locale, own),
        time: clock(instant, locale, own),
        zone: zoneName(instant, locale, own),
      })}
    </span>
  );
}
