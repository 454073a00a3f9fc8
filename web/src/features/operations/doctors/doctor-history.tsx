import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { clock, shortDay, yearIn } from "@/lib/time";

const KINDS = ["doctor_created", "doctor_changed", "doctor_invited", "doctor_approved", "doctor_suspended", "visits_handed_over"] as const;

/** Changes of a doctor by administrators, the latest first. */
export function DoctorHistory({ events }: { events: Schemas["DoctorOfStaff"]["history"] }) {
  const [t, locale] = [useTranslations("operations.doctorHistory"), useLocale()];
  if (events.length === 0) return null;
  return (
    <Card aria-labelledby="history">
      <h2 id="history" className="mb-2 text-lg">
        {t("title")}
      </h2>
      <ul>
        {events.map(({ kind, at, by }) => {
          const known = KINDS.find((each) => each === kind);
          return (
            <li key={`${at}${kind}`} className="flex flex-wrap gap-x-3 border-t border-line py-1.5">
              <span className="font-semibold">{known ? t(known) : kind}</span>
              <span data-numbers className="text-soft">
                {shortDay(at, locale, "Asia/Kolkata")} {yearIn(at, "Asia/Kolkata")}, {clock(at, locale, "Asia/Kolkata")}
              </span>
              {by ? <span className="text-sm break-all text-soft">{by}</span> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
