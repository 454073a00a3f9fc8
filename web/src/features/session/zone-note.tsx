import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { differ, offsetName } from "@/lib/time";
import { useDeviceZone } from "@/lib/use-device-zone";
import { useNow } from "@/lib/use-now";

/** Names the time zone that a new account's messages will use, if the device is not on India's time. The table of places is loaded separately. */
export function ZoneNote() {
  const [t, locale] = [useTranslations("session"), useLocale()];
  const [zone, now] = [useDeviceZone(), useNow()];
  const [place, setPlace] = useState<string>();
  const isElsewhere = zone !== null && now !== null && differ(new Date(now), zone, "Asia/Kolkata");
  useEffect(() => {
    if (isElsewhere) void import("@/lib/zone-places").then(({ placeOf }) => setPlace(placeOf(zone, locale)));
  }, [isElsewhere, zone, locale]);
  if (!isElsewhere || !place) return null;
  return <p className="text-sm text-soft">{t("zone", { place, offset: offsetName(new Date(now), locale, zone) })}</p>;
}
