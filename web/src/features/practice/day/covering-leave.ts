import { dayIn } from "@/lib/time";

interface Period {
  starts_at: string;
  ends_at: string;
}

/** The leave that covers the whole of `day` (`YYYY-MM-DD`) in `zone`; undefined if none does. */
export function coveringLeave<T extends Period>(leave: readonly T[], day: string, zone: string): T | undefined {
  return leave.find(
    ({ starts_at, ends_at }) => dayIn(new Date(Date.parse(starts_at) - 1), zone) < day && dayIn(ends_at, zone) > day,
  );
}
