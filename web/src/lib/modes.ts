import type { Schemas } from "@/api/client";

/** The mode of a visit: online or in person. */
export type Mode = Schemas["HoldView"]["mode"];

/** All modes, in the order in which they are offered. */
export const MODES: readonly Mode[] = ["online", "in_person"];
