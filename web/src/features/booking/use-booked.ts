"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { Schemas } from "@/api/client";
import { useRouter } from "@/i18n/navigation";

import { forgetDraft } from "./draft";
import { forgetHold } from "./own-holds";

/** What follows a booking: what was told is forgotten, and its page is shown. */
export function useBooked(doctorId: string) {
  const queries = useQueryClient();
  const router = useRouter();
  const [isDone, setDone] = useState(false);
  function done(appointment: Schemas["AppointmentView"], holdId: string, isMove: boolean) {
    setDone(true);
    forgetDraft();
    forgetHold(holdId);
    void queries.invalidateQueries({ queryKey: ["slots", doctorId] });
    router.replace(`/appointments/${appointment.id}?${isMove ? "moved" : "new"}=1`);
  }
  return { isDone, done };
}
