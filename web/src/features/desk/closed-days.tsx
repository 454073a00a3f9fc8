import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Link } from "@/components/link";
import { Banner } from "@/components/status";
import { longDay, ofDay } from "@/lib/time";

interface ClosedDaysProps {
  clinicId: string;
  date: string;
  /** The name of the shown day's holiday; null if the day is no holiday. */
  holiday: string | null;
  holidays: Schemas["Holidays"]["items"];
}

/** Says whether the shown day is a holiday, and on which other holidays visits are still booked. */
export function ClosedDays({ clinicId, date, holiday, holidays }: ClosedDaysProps) {
  const [t, locale] = [useTranslations("desk.holidays"), useLocale()];
  const booked = holidays.filter(({ day, visits }) => visits > 0 && day !== date);
  return (
    <>
      {holiday === null ? null : (
        <Banner tone="warning" title={t("closed", { name: holiday })} className="mb-4">
          {t("closedText")}
        </Banner>
      )}
      {booked.length === 0 ? null : (
        <Banner tone="warning" title={t("stillBooked")} className="mb-4">
          <ul>
            {booked.map(({ day, name, visits }) => (
              <li key={day}>
                <Link href={`/desk?clinic=${clinicId}&date=${day}`} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
                  {t("visits", { day: longDay(ofDay(day), locale, "UTC"), name, count: visits })}
                </Link>
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}
