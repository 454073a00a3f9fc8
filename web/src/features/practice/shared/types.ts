import type { Schemas } from "@/api/client";

export type AgendaAnswer = Schemas["AgendaAnswer"];
export type AgendaAppointment = Schemas["AgendaAppointment"];
export type Affected = Schemas["AffectedAppointment"];
export type Status = AgendaAppointment["status"];
