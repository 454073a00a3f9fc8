"use client";

import { useLocale, useTranslations } from "next-intl";

import { useRouter } from "@/i18n/navigation";
import type { Locale } from "@/i18n/routing";
import { classes } from "@/lib/classes";
import { clock, dayIn, differ, shortDay, zoneName } from "@/lib/time";
import type { Slot } from "@/live/protocol";

import type { Bookable, ConsultationType, Mode } from "./bookable";
import { bookHref } from "./choice";

/** With the day where that is another. */
function yourTime(instant: string, locale: Locale, here: string, there: string): string {
  const day = dayIn(instant, here) === dayIn(instant, there) ? "" : `${shortDay(instant, locale, here)}, `;
  return `${day}${clock(instant, locale, here)} ${zoneName(instant, locale, here)}`;
}

interface TimeButtonProps {
  slot: Slot;
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  askedTime: string | null;
}

const shape = "flex min-h-12 w-full flex-col items-center justify-center rounded-md border px-2 py-1 text-center transition-all duration-500";

/** Free: solid, and a button. Taken: dashed, struck through, and said in words. */
export function TimeButton({ slot, doctor, type, mode, askedTime }: TimeButtonProps) {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const router = useRouter();
  const { starts_at, state } = slot;
  const { timeZone } = doctor;
  const time = clock(starts_at, locale, timeZone);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isAsked = askedTime !== null && Date.parse(askedTime) === Date.parse(starts_at);

  if (state !== "open") {
    return (
      <li className={classes(shape, "border-dashed border-edge text-soft opacity-80")}>
        <s data-numbers>{time}</s>
        <span className="text-xs">{t(state)}</span>
      </li>
    );
  }
  const yours = differ(starts_at, here, timeZone) ? yourTime(starts_at, locale, here, timeZone) : null;
  const name = t("book", {
    day: shortDay(starts_at, locale, timeZone),
    time,
    zone: zoneName(starts_at, locale, timeZone),
    name: doctor.name,
  });
  return (
    <li>
      <button
        type="button"
        aria-label={yours ? `${name}, ${yours}` : name}
        onClick={() => router.push(bookHref(doctor, starts_at, type.id, mode))}
        className={classes(
          shape,
          "cursor-pointer border-neem bg-neem-tint font-semibold text-neem-deep hover:bg-neem hover:text-on-neem",
          isAsked && "outline-3 outline-offset-2 outline-turmeric",
        )}
      >
        <span data-numbers>{time}</span>
        {yours ? (
          <span className="text-xs font-normal" data-numbers>
            {yours}
          </span>
        ) : null}
      </button>
    </li>
  );
}
