"use client";

import { useReducer } from "react";

import type { Schemas } from "@/api/client";
import { going } from "@/components/progress";
import { useRouter } from "@/i18n/navigation";
import { ownHoldOf } from "@/lib/own-holds";
import type { Account } from "@/session/use-session";

import type { Chosen } from "./chosen";
import { useDraft } from "./draft";
import { flowReducer, initialState, isHoldWanted, isPatientGone, stepAfterWho, stepsOf, viewOf } from "./held-flow-state";
import type { Loss } from "./loss";
import type { Offer } from "./other-times";
import type { Told } from "./steps/who";
import { useBooked } from "./use-booked";
import { useGonePatient } from "./use-gone-patient";
import { released, useHold } from "./use-hold";
import { useKnown } from "./use-known";
import { useStep, type Step } from "./use-step";
import { otherTimesHref } from "./wish";

/** Combines the flow's state with the hold, the draft and the URL into the visible view and its actions. */
export function useHeldFlow(chosen: Chosen, account: Account) {
  const { wish, doctor, moving } = chosen;
  const router = useRouter();
  const showBooking = useBooked();
  const [draft, change] = useDraft(account.id);
  const [state, dispatch] = useReducer(flowReducer, initialState);
  const known = useKnown();
  if (known && state.needsConsent === null) dispatch({ type: "consentsRead", isConsented: known.isConsented });

  const time = `${wish.doctorId} ${wish.startsAt}`;
  const { attempt } = draft;
  const patientId = moving?.patient.id ?? draft.patientId ?? account.patient_id;
  const isWanted = isHoldWanted(state, { time, attempt });
  const isGone = !moving && isPatientGone(draft.patientId, known);
  const holding = useHold({ ...wish, patientId, doctorName: doctor.name, timeZone: doctor.timeZone }, isWanted && !isGone);
  const readPatients = useGonePatient(isGone && isWanted, holding, async () => {
    await holding.release();
    // After a reload the hold for the removed patient is known from the browser's storage only, and would refuse the next one.
    const left = ownHoldOf(doctor.name, wish.startsAt);
    if (left) await released(left.id);
    change({ patientId: null, markedId: null, isPatientGone: true, isTold: false, code: null });
  });
  const steps = stepsOf(state, wish.moves !== null);
  const isDone: Record<Step, boolean> = {
    who: draft.isTold && Boolean(account.name),
    consent: Boolean(known?.isConsented),
    confirm: false,
  };
  const stepping = useStep(steps, (one) => isDone[one]);

  return {
    view: viewOf(state, { time, attempt, holding, known }),
    holding,
    draft,
    change,
    steps,
    stepping,
    leave: () => {
      const left = holding.release().then(() => router.push(otherTimesHref(wish)));
      going(() => left);
      return left;
    },
    slotTaken: () => dispatch({ type: "slotTakenByAnother", time }),
    sent: () => dispatch({ type: "attemptSent" }),
    refused: (loss: Loss | null) => {
      dispatch({ type: "attemptRefused", time, loss });
      if (!loss) readPatients(); // the booking is refused also if its patient was removed
    },
    booked: (appointment: Schemas["AppointmentView"], holdId: string, isMove: boolean) => {
      dispatch({ type: "appointmentBooked" });
      showBooking(appointment, holdId, isMove);
    },
    chooseOffer: async (offer: Offer) => {
      await holding.release();
      change({ code: null });
      if (Date.parse(offer.startsAt) !== Date.parse(wish.startsAt) || offer.doctorId !== wish.doctorId) {
        router.replace(offer.href);
        return;
      }
      dispatch({ type: "lossDismissed" });
      await holding.again();
    },
    chooseOtherPatient: () => {
      dispatch({ type: "lossDismissed" });
      stepping.go("who");
    },
    told: async ({ patientId: toldId, reason, isRenamed }: Told) => {
      const isSame = toldId === patientId;
      if (!isSame) await holding.release();
      change({ patientId: toldId, markedId: null, isPatientGone: false, reason, isTold: true, code: isSame ? draft.code : null });
      if (isRenamed && isSame) await holding.again(); // a new hold id is needed, because the id contains the patient's name
      stepping.go(stepAfterWho(state, Boolean(known?.isConsented)));
    },
  };
}
