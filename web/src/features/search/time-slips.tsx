import { ArrowRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { Anchor } from "@/components/anchor";
import { linkStyle } from "@/components/styles";
import { clock, shortDay, zoneName } from "@/lib/time";

import type { Found } from "./finding";

/** The first free times; each leads to the doctor's page with that time chosen. */
export function TimeSlips({ found }: { found: Found }) {
  const { card, times, timeZone } = found;
  const t = useTranslations("search.card");
  const locale = useLocale();
  const page = `/doctors/${card.id}`;
  if (times.length === 0) {
    return (
      <div className="rounded-md bg-sunk p-4 text-sm">
        <p className="mb-1">
          {card.next_available_at
            ? t("nextOn", { day: shortDay(card.next_available_at, locale, timeZone) })
            : t("nothingFree")}
        </p>
        <Anchor href={page} className={linkStyle}>
          {t("profile")}
        </Anchor>
      </div>
    );
  }
  return (
    <div>
      <p className="mb-2 text-sm font-semibold">{t("nextTimes", { zone: zoneName(times[0]?.startsAt ?? "", locale, timeZone) })}</p>
      <ul className="grid grid-cols-3 gap-2">
        {times.map(({ startsAt }) => (
          <li key={startsAt}>
            <Anchor
              href={`${page}?time=${encodeURIComponent(startsAt)}`}
              aria-label={t("bookAt", {
                time: `${shortDay(startsAt, locale, timeZone)} ${clock(startsAt, locale, timeZone)}`, // as it is seen: WCAG 2.5.3
                name: card.name,
              })}
              className="grid min-h-tap place-items-center rounded-md border border-neem bg-neem-tint px-1.5 py-1.5 text-center text-neem-deep hover:bg-neem hover:text-on-neem"
            >
              <span className="text-xs">{shortDay(startsAt, locale, timeZone)}</span>{" "}
              <span className="font-semibold" data-numbers>
                {clock(startsAt, locale, timeZone)}
              </span>
            </Anchor>
          </li>
        ))}
      </ul>
      <Anchor href={page} className="mt-1 inline-flex min-h-tap items-center gap-1 text-sm text-neem hover:underline">
        {t("allTimes", { name: card.name })}
        <ArrowRight aria-hidden size={16} />
      </Anchor>
    </div>
  );
}
