import { useLocale, useTranslations } from "next-intl";

import type { Mode } from "@/lib/modes";
import { clock, shortDay, zoneName } from "@/lib/time";

interface ChangesUntilProps {
  startsAt: string;
  mode: Mode;
  /** The last moment at which the patient can move or cancel, by the doctor's rule; the start itself if there is no limit before it. */
  until: string;
  timeZone: string;
  /** Unix ms. */
  now: number;
}

/**
 * Shows until when a patient can move or cancel; afterwards, why not and what to do: only visits in person have a clinic
 * that the patient can call.
 */
export function ChangesUntil({ startsAt, mode, until, timeZone, now }: ChangesUntilProps) {
  const t = useTranslations("changes");
  const locale = useLocale();
  if (Date.parse(until) === Date.parse(startsAt)) return t("begins");
  return t(Date.parse(until) > now ? "until" : `over.${mode}`, {
    day: shortDay(until, locale, timeZone),
    time: clock(until, locale, timeZone),
    zone: zoneName(until, locale, timeZone),
  });
}
