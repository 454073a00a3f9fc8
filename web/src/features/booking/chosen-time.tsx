import { CalendarClock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { OwnTime } from "@/components/own-time";
import { clock, longDay, zoneName } from "@/lib/time";

import type { Chosen } from "./chosen";

/** The doctor, date and time of the booking, as every step of the booking shows them. */
export function ChosenTime({ chosen: { wish, doctor } }: { chosen: Chosen }) {
  const t = useTranslations("booking");
  const locale = useLocale();
  const { startsAt } = wish;
  return (
    <div className="flex min-w-0 gap-3">
      <CalendarClock aria-hidden size={22} className="mt-0.5 shrink-0 text-neem" />
      <p className="min-w-0">
        <span className="block font-semibold">{doctor.name}</span>
        <time dateTime={startsAt} className="block">
          {t("when", {
            day: longDay(startsAt, locale, doctor.timeZone),
            time: clock(startsAt, locale, doctor.timeZone),
            zone: zoneName(startsAt, locale, doctor.timeZone),
          })}
        </time>
        <OwnTime instant={startsAt} timeZone={doctor.timeZone} className="block text-sm text-soft" />
      </p>
    </div>
  );
}
