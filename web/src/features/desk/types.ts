import type { Schemas } from "@/api/client";

export type Visit = Schemas["ClinicAppointment"];
export type Agenda = Schemas["ClinicAgenda"];
export type Patient = Pick<Schemas["ClinicPatient"], "id" | "name"> & Partial<Schemas["ClinicPatient"]>;
export type Ticket = Schemas["Ticket"];
export type Queue = Schemas["Queue"];
export type Payment = Schemas["Payment"];
export type Payments = Schemas["Payments"];
export type DoctorsTimes = Schemas["DoctorsTimes"];

/** A chosen time (an ISO instant) and its doctor. */
export interface ChosenTime {
  doctor: DoctorsTimes;
  typeId: string;
  startsAt: string;
  /** Whether the doctor does not offer this time. */
  isOverride: boolean;
}
