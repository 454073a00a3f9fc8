/** The pages of operations. */
export const sections = {
  live: "/operations",
  doctors: "/operations/doctors",
  clinics: "/operations/clinics",
  appointments: "/operations/appointments",
  staff: "/operations/staff",
} as const;

export type Section = keyof typeof sections;
