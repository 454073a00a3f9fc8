"use client";

import { useTranslations } from "next-intl";

import { recordingAttendance } from "@/api/attendance";
import { useToast } from "@/components/toast";
import { useRepeatable, type Repeated } from "@/lib/use-repeatable";

import type { AgendaAppointment } from "../types";
import { nameOf, type Attendance } from "./steps";

interface Step {
  visit: AgendaAppointment;
  attendance: Attendance;
}

/** Records where a patient is. */
export function useAttendance(onChanged: () => void): Repeated<Step, unknown> {
  const t = useTranslations("practice.visit.attendance");
  const say = useToast();
  return useRepeatable<Step, unknown>({
    ...recordingAttendance,
    onSuccess: (_, { visit, attendance }) => say(t(`${attendance}.done`, { name: nameOf(visit) })),
    onSettled: onChanged,
  });
}
