import type { Schemas } from "@/api/client";
import { MODES } from "@/lib/modes";

import { periodOf, type Entered } from "./period";

export type Fate = "keep" | "cancel";

/** The form's first values: leave for the whole of `today` (`YYYY-MM-DD`), with times for a part of a day. */
export function blank(today: string): Entered {
  return {
    kind: "leave",
    firstDay: today,
    lastDay: today,
    isWholeDays: true,
    starts: "09:00",
    ends: "13:00",
    modes: MODES,
    clinic: "",
    note: "",
  };
}

/**
 * The body of the request that adds or previews this leave or these extra hours. `fate` says what happens to booked
 * visits; it counts for leave only.
 */
export function bodyOf(entered: Entered, zone: string, fate: Fate): Schemas["ExceptionDocument"] {
  const { kind, note, modes, clinic } = entered;
  const isThere = kind === "extra_hours" && modes.includes("in_person") && clinic !== "";
  const isLeave = kind === "leave";
  return { kind, note, ...periodOf(entered, zone), modes: isLeave ? null : [...modes], clinic_id: isThere ? clinic : null, affected: isLeave ? fate : "keep" };
}
