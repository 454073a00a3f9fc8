"use client";

import type { Schemas } from "@/api/client";
import { useRouter } from "@/i18n/navigation";

import { forgetDraft } from "./draft";
import { forgetHold } from "@/lib/own-holds";

/**
 * Returns the function to call after a booking: it deletes the draft and this browser's record of the hold, and opens
 * the appointment's page.
 */
export function useBooked() {
  const router = useRouter();
  return (appointment: Schemas["AppointmentView"], holdId: string, isMove: boolean) => {
    forgetDraft();
    forgetHold(holdId);
    router.replace(`/appointments/${appointment.id}?${isMove ? "moved" : "new"}=1`);
  };
}
