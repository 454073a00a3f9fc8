import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { differ } from "@/lib/time";
import { useDeviceZone } from "@/lib/use-device-zone";
import { useNow } from "@/lib/use-now";
import { canonicalZone, placeOf } from "@/lib/zone-places";

interface DeviceZoneProps {
  zone: string;
  onChoose: (zone: string) => void;
}

/** Offers the device's time zone to the account if the clocks of the device's zone and of `zone` differ. */
export function DeviceZone({ zone, onChoose }: DeviceZoneProps) {
  const [t, locale] = [useTranslations("zone"), useLocale()];
  const [device, now, say] = [useDeviceZone(), useNow(), useToast()];
  if (device === null || now === null || !differ(new Date(now), device, zone)) return null;
  const place = placeOf(device, locale);
  return (
    <Banner title={t("device", { place })}>
      <p>{t("deviceText", { place: placeOf(zone, locale) })}</p>
      <Button
        kind="quiet"
        onPress={() => {
          onChoose(canonicalZone(device));
          say(t("chosen", { place }));
        }}
      >
        {t("choose", { place })}
      </Button>
    </Banner>
  );
}
