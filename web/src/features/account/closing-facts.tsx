import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { clock, longDay } from "@/lib/time";

const goes = ["contact", "family", "reasons", "sessions"] as const;
const stays = ["visits", "history", "day", "backups"] as const;

interface ClosingFactsProps {
  /** The booked visits that have not begun. */
  visits: readonly Schemas["AppointmentView"][];
  /** Whether the account has more such visits than `visits` contains. */
  hasMore: boolean;
}

/** The booked visits of an account that is to be closed, what is erased with it, and what is kept. */
export function ClosingFacts({ visits, hasMore }: ClosingFactsProps) {
  const [t, locale] = [useTranslations("account.close"), useLocale()];
  return (
    <>
      <Card>
        <h2 className="text-xl">{t("visits.title", { count: visits.length })}</h2>
        <ul className="mt-2 grid gap-1">
          {visits.map(({ id, starts_at, time_zone, doctor }) => (
            <li key={id} data-numbers>
              {longDay(starts_at, locale, time_zone)}, {clock(starts_at, locale, time_zone)} · {doctor.name}
            </li>
          ))}
          {hasMore ? <li>{t("visits.more")}</li> : null}
        </ul>
      </Card>
      <Card>
        <h2 className="text-xl">{t("goes.title")}</h2>
        <ul className="mt-2 list-disc ps-5">
          {goes.map((each) => (
            <li key={each}>{t(`goes.items.${each}`)}</li>
          ))}
        </ul>
      </Card>
      <Card>
        <h2 className="text-xl">{t("stays.title")}</h2>
        <ul className="mt-2 grid list-disc gap-2 ps-5">
          {stays.map((each) => (
            <li key={each}>{t(`stays.items.${each}`)}</li>
          ))}
        </ul>
        <p className="mt-3">{t("again")}</p>
      </Card>
    </>
  );
}
