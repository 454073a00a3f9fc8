// The gateway's messages, which docs/explanation/realtime.md describes. Instants are texts in ISO 8601; `date` is a local day of the doctor.

/** `present` marks the visitor's own appointment that is to be moved; the website sets this state, the gateway never sends it. */
export type SlotState = "open" | "held" | "booked" | "mine" | "present";

export interface Slot {
  starts_at: string;
  ends_at: string;
  modes: string[];
  /** For a slot in person: the index of its clinic in the snapshot's `clinics`. */
  clinic?: number | null;
  state: SlotState;
}

export interface SlotsClinic {
  id: string;
  name: string;
  city: string;
}

export interface Day {
  date: string;
  slots: Slot[];
}

/** A doctor's slots for a range of days, as they are at the value `version` of the change counter. */
export interface Snapshot {
  doctor_id: string;
  time_zone: string;
  /** The consultation type of the slots; null for a doctor without types. */
  consultation_type_id: string | null;
  /** The epoch of the change counter whose value is `version`. Both are null while changes cannot be followed. */
  epoch: string | null;
  version: number | null;
  clinics: SlotsClinic[];
  days: Day[];
}

/** The new state of the slot that starts at `starts_at`, as the public sees it. */
export interface Change {
  doctor_id: string;
  epoch: string;
  version: number;
  starts_at: string;
  state: SlotState;
}

export type Told =
  | ({ type: "snapshot" } & Snapshot)
  | ({ type: "slot" } & Change)
  /** The doctor's lateness, which ends at `until`; 0 minutes and null for a doctor on time. */
  | { type: "late"; doctor_id: string; minutes: number; until: string | null }
  | { type: "stale"; doctor_id: string; since: string }
  | { type: "error"; doctor_id?: string; problem: { status: number } }
  | { type: "pong" | "signed_in" };

/** The message that a WebSocket frame contains; null if the frame is not a JSON object with a `type`. */
export function toldBy(text: unknown): Told | null {
  try {
    const said: unknown = JSON.parse(String(text));
    return typeof said === "object" && said !== null && "type" in said ? (said as Told) : null;
  } catch {
    return null;
  }
}
