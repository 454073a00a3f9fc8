import type { Schemas } from "@/api/client";

/** How doctor and patient meet. */
export type Mode = Schemas["HoldView"]["mode"];

/** All modes, in the order in which they are offered. */
export const MODES: readonly Mode[] = ["online", "in_person"];
