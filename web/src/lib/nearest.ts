interface Slot {
  starts_at: string;
  modes: readonly string[];
  state: string;
}


/**
 * At most `count` open slots in `mode` (null: any mode): those whose starts are closest to `wished`, the lost time as
 * an ISO instant. If the lost time is open again, it is the first; the others are in order of time.
 */
export function nearest<T extends Slot>(days: readonly { slots: readonly T[] }[], wished: string, mode: string | null, count = 3): T[] {
  const lost = Date.parse(wished);
  const distance = (slot: Slot) => Math.abs(Date.parse(slot.starts_at) - lost);
  return days
    .flatMap((day) => day.slots)
    .filter((slot) => slot.state === "open" && (mode === null || slot.modes.includes(mode)))
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, count)
    .sort((one, other) => Number(distance(one) > 0) - Number(distance(other) > 0) || Date.parse(one.starts_at) - Date.parse(other.starts_at));
}


