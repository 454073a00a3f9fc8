"use client";

import { useLocale } from "next-intl";

import { clock, zoneName } from "./time";
import { useDeviceZone } from "./use-device-zone";

/**
 * Returns a function that gives the values `time` and `zone` of a text about a deadline within minutes or hours, such as
 * the end of a code. The deadline is on the visitor's own clock, in UTC if the device tells no zone. Times of
 * consultations are on the doctor's clock instead.
 */
export function useDeadline(): (instant: string) => { time: string; zone: string } {
  const [locale, zone] = [useLocale(), useDeviceZone() ?? "UTC"];
  return (instant) => ({ time: clock(instant, locale, zone), zone: zoneName(instant, locale, zone) });
}
