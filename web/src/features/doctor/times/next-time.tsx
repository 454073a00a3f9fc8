import { useLocale, useTranslations } from "next-intl";

import { ButtonLink } from "@/components/link";
import { bookHref } from "@/lib/book-href";
import type { Mode } from "@/lib/modes";
import { clock, shortDay } from "@/lib/time";
import type { Day } from "@/live/protocol";

import type { Bookable, ConsultationType } from "./bookable";
import { firstFree } from "./choice";

interface NextTimeProps {
  doctor: Bookable;
  type: ConsultationType;
  mode: Mode;
  days: readonly Day[];
  /** Whether `days` begin with today; otherwise their first free time may not be the doctor's next one. */
  isFromToday: boolean;
}

/** A bar with the next free time at the bottom of a narrow screen, wherever the page is scrolled to. Without such a time it renders nothing. */
export function NextTime({ doctor, type, mode, days, isFromToday }: NextTimeProps) {
  const t = useTranslations("doctor.times");
  const locale = useLocale();
  const startsAt = isFromToday && firstFree(days, mode);
  if (!startsAt) return null;
  return (
    <div data-next="" className="bottom-bar lg:hidden">
      <ButtonLink href={bookHref({ doctorId: doctor.id, startsAt, typeId: type.id, mode, moves: doctor.moves ?? null })} className="w-full">
        {t("next", { day: shortDay(startsAt, locale, doctor.timeZone), time: clock(startsAt, locale, doctor.timeZone) })}
      </ButtonLink>
    </div>
  );
}
