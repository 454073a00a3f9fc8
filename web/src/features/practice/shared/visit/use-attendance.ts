"use client";

import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useToast } from "@/components/toast";

import type { AgendaAppointment } from "../types";
import { nameOf, type Attendance } from "./steps";

interface Step {
  visit: AgendaAppointment;
  attendance: Attendance;
}

/** Records where a patient is. The request names the new state and the visit's version, so a repetition after a lost answer changes nothing. */
export function useAttendance(onChanged: () => void): UseMutationResult<unknown, Error, Step> {
  const t = useTranslations("practice.visit.attendance");
  const say = useToast();
  return useMutation({
    mutationFn: ({ visit: { id, version }, attendance }: Step) =>
      answer(
        api.PUT("/v1/appointments/{appointment_id}/attendance", {
          params: { path: { appointment_id: id }, header: { "If-Match": `"${version}"` } },
          body: { attendance },
        }),
      ),
    onSuccess: (_, { visit, attendance }) => {
      say(t(`${attendance}.done`, { name: nameOf(visit) }));
      onChanged();
    },
    onError: (error) => {
      if (isProblem(error) && (error.status === 412 || error.status === 409)) onChanged();
    },
  });
}
