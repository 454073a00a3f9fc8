import { useLocale } from "next-intl";

import { Icon } from "@/components/icon";
import { clock } from "@/lib/time";
import type { Slot, SlotsClinic } from "@/live/protocol";

interface DayPlacesProps {
  slots: readonly Slot[];
  clinics: readonly SlotsClinic[];
  timeZone: string;
}

/** For a doctor at several clinics: from when to when the day's times are at which clinic. */
export function DayPlaces({ slots, clinics, timeZone }: DayPlacesProps) {
  const locale = useLocale();
  return (
    <ul className="mt-2 grid gap-1 text-sm">
      {stretches(slots).map(({ clinic, first, last }) => {
        const place = clinics[clinic];
        return place ? (
          <li key={first.starts_at} className="flex items-center gap-1.5">
            <Icon name="map-pin" size={16} className="shrink-0 text-soft" />
            <span>
              <span data-numbers>{`${clock(first.starts_at, locale, timeZone)} – ${clock(last.ends_at, locale, timeZone)}`}</span>{" "}
              <span className="font-semibold">{`${place.name}, ${place.city}`}</span>
            </span>
          </li>
        ) : null;
      })}
    </ul>
  );
}

interface Stretch {
  clinic: number;
  first: Slot;
  last: Slot;
}

/** Groups consecutive times at the same clinic; times without a clinic are left out. */
function stretches(slots: readonly Slot[]): Stretch[] {
  const found: Stretch[] = [];
  for (const slot of slots) {
    const { clinic } = slot;
    if (clinic == null) continue;
    const before = found.at(-1);
    if (before?.clinic === clinic) before.last = slot;
    else found.push({ clinic, first: slot, last: slot });
  }
  return found;
}
