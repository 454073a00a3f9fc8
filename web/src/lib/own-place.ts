/**
 * The beginning of a key in local storage; the doctor's id follows. The stored value is the signed place that this
 * browser has in the doctor's admission queue, which thus survives a reload and the sign-in.
 */
const PREFIX = "place:";
const HEADER = "AMRUTAM-Place";

/** The header that proves the caller's place in the doctor's admission queue; no header without a place. */
export function placeHeader(doctorId: string): Record<string, string> {
  try {
    const place = localStorage.getItem(PREFIX + doctorId);
    return place ? { [HEADER]: place } : {};
  } catch {
    return {};
  }
}

/** Stores the browser's place in the doctor's admission queue; null deletes it. */
export function rememberPlace(doctorId: string, place: string | null): void {
  try {
    if (place) localStorage.setItem(PREFIX + doctorId, place);
    else localStorage.removeItem(PREFIX + doctorId);
  } catch {
    // Storage is blocked: after the sign-in the account gets its own place.
  }
}
