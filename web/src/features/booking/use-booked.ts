"use client";

import { useState } from "react";

import type { Schemas } from "@/api/client";
import { useRouter } from "@/i18n/navigation";

import { forgetDraft } from "./draft";
import { forgetHold } from "./own-holds";

/** What follows a booking: what was told is forgotten, and its page is shown. */
export function useBooked() {
  const router = useRouter();
  const [isDone, setDone] = useState(false);
  function done(appointment: Schemas["AppointmentView"], holdId: string, isMove: boolean) {
    setDone(true);
    forgetDraft();
    forgetHold(holdId);
    router.replace(`/appointments/${appointment.id}?${isMove ? "moved" : "new"}=1`);
  }
  return { isDone, done };
}
