import { useTranslations } from "next-intl";

import { StatusMark } from "@/components/status-mark";

import type { AgendaAppointment, Status } from "./types";

export function PracticeStatus({ status }: { status: Status }) {
  return <StatusMark status={status} label={useTranslations("practice.status")(status)} />;
}

/** A visit's status. For a booked visit whose attendance is recorded, the mark says where the patient is. */
export function VisitMark({ visit: { status, attendance } }: { visit: Pick<AgendaAppointment, "status" | "attendance"> }) {
  const t = useTranslations("practice.status");
  const shown = status === "booked" && attendance !== "expected" ? attendance : status;
  return <StatusMark status={shown} label={t(shown)} />;
}
