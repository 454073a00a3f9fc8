import { wallMinutes } from "@/lib/time";

/** The hours at which a week's columns begin and end: 9 and 18, or an earlier and a later hour if one of the `visits` (or periods of working hours) needs it. */
export function hoursShown(visits: readonly { starts_at: string; ends_at: string }[], zone: string): [number, number] {
  const starts = visits.map((visit) => Math.floor(wallMinutes(visit.starts_at, zone) / 60));
  const ends = visits.map((visit) => {
    const lasts = (Date.parse(visit.ends_at) - Date.parse(visit.starts_at)) / 60_000;
    return Math.min(24, Math.ceil((wallMinutes(visit.starts_at, zone) + lasts) / 60));
  });
  return [Math.min(9, ...starts), Math.max(18, ...ends)];
}
