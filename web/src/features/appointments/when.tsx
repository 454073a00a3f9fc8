import { useLocale, useTranslations } from "next-intl";

import { OwnTime } from "@/components/own-time";
import { clock, longDay, zoneName } from "@/lib/time";

import type { Appointment } from "./question";

/** Date and time on the doctor's clock, and on the visitor's where that differs. */
export function When({ appointment: { starts_at, time_zone } }: { appointment: Appointment }) {
  const t = useTranslations("appointments");
  const locale = useLocale();
  return (
    <>
      <time dateTime={starts_at} className="block" data-numbers>
        {t("when", {
          day: longDay(starts_at, locale, time_zone),
          time: clock(starts_at, locale, time_zone),
          zone: zoneName(starts_at, locale, time_zone),
        })}
      </time>
      <OwnTime instant={starts_at} timeZone={time_zone} className="block text-sm font-normal text-soft" />
    </>
  );
}
