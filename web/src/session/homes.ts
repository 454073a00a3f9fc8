import type { Account } from "./use-session";

/** The start page of each role, and its name in the header (`common.nav`). */
export const homes = {
  patient: { path: "/appointments", name: "appointments" },
  doctor: { path: "/practice", name: "practice" },
  desk: { path: "/desk", name: "desk" },
  admin: { path: "/operations", name: "operations" },
} as const satisfies Record<Account["role"], { path: string; name: string }>;
