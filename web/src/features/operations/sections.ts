/** The sections of the pages for administrators, with the path of each section's first page without the language. */
export const sections = {
  overview: "/operations",
  doctors: "/operations/doctors",
  clinics: "/operations/clinics",
  appointments: "/operations/appointments",
  staff: "/operations/staff",
  settings: "/operations/settings",
  reads: "/operations/reads",
  machine: "/operations/machine",
} as const;

export type Section = keyof typeof sections;
