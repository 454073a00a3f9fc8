import type { Account } from "./use-session";

/** Where each role starts, and what the header calls it (`common.nav`). */
export const homes = {
  patient: { path: "/appointments", name: "appointments" },
  doctor: { path: "/practice", name: "practice" },
  desk: { path: "/desk", name: "desk" },
  admin: { path: "/operations", name: "operations" },
} as const satisfies Record<Account["role"], { path: string; name: string }>;
