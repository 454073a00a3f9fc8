import type { Attempt } from "./draft";
import { isLoss, type Loss } from "./loss";
import type { Step } from "./use-step";

/**
 * What has happened since the page was opened: the state that `flowReducer` computes from the events. The hold, the
 * draft and the step in the URL are stored elsewhere.
 */
export interface FlowState {
  /** The loss of a chosen time, together with that time (as in `FlowFacts`), because the visitor may choose another one. */
  lost: { time: string; loss: Loss } | null;
  /** Whether a booking request is running, or its outcome is unknown. */
  isSending: boolean;
  isBooked: boolean;
  /** Whether consent was missing when the page first read it. If so, the consent step stays in the list of steps after consent was given. Null until known. */
  needsConsent: boolean | null;
}

export type FlowEvent =
  | { type: "consentsRead"; isConsented: boolean }
  | { type: "slotTakenByAnother"; time: string }
  | { type: "attemptSent" }
  | { type: "attemptRefused"; time: string; loss: Loss | null }
  | { type: "appointmentBooked" }
  | { type: "lossDismissed" };

export const initialState: FlowState = { lost: null, isSending: false, isBooked: false, needsConsent: null };

/** The state after an event. */
export function flowReducer(state: FlowState, event: FlowEvent): FlowState {
  switch (event.type) {
    case "consentsRead":
      return { ...state, needsConsent: state.needsConsent ?? !event.isConsented };
    // While a booking request runs, its own booking may have taken the time; the request's answer decides.
    case "slotTakenByAnother":
      return isBusy(state) ? state : { ...state, lost: { time: event.time, loss: "slot-taken" } };
    case "attemptSent":
      return { ...state, isSending: true };
    case "attemptRefused":
      return { ...state, isSending: false, lost: event.loss ? { time: event.time, loss: event.loss } : state.lost };
    case "appointmentBooked":
      return { ...state, isBooked: true };
    case "lossDismissed":
      return { ...state, lost: null };
  }
}

function isBusy({ isSending, isBooked }: FlowState): boolean {
  return isSending || isBooked;
}

/** The facts that, together with `FlowState`, decide the view. `Held` and `Known` are passed on unchanged. */
export interface FlowFacts<Held, Known> {
  /** The chosen time: the doctor's id and the start as an ISO instant, with a space between. */
  time: string;
  attempt: Attempt | null;
  holding: { held: Held | undefined; error: Error | null; isOver: boolean; isTaking: boolean };
  known: Known | null;
}

export type FlowView<Held, Known> =
  | { kind: "resuming"; attempt: Attempt }
  | { kind: "lost"; loss: Loss }
  | { kind: "failed"; error: Error }
  | { kind: "loading" }
  | { kind: "steps"; held: Held; known: Known };

/** The visible view. A stored attempt that this page has not sent was sent before a reload: its request is repeated (`resuming`). */
export function viewOf<Held, Known>(state: FlowState, facts: FlowFacts<Held, Known>): FlowView<Held, Known> {
  const { attempt, holding, known } = facts;
  if (attempt && !state.isSending) return { kind: "resuming", attempt };
  const loss = lossOf(state, facts);
  if (loss) return { kind: "lost", loss };
  if (holding.error) return { kind: "failed", error: holding.error };
  if (!holding.held || !known || state.needsConsent === null) return { kind: "loading" };
  return { kind: "steps", held: holding.held, known };
}

function lossOf(state: FlowState, { time, holding }: FlowFacts<unknown, unknown>): Loss | null {
  if (state.lost?.time === time) return state.lost.loss;
  if (isLoss(holding.error)) return holding.error.code;
  return holding.isOver && !holding.isTaking && !isBusy(state) ? "hold-expired" : null;
}

/** Whether the time should be held: not once it is lost or booked, nor while the outcome of a booking is unknown. */
export function isHoldWanted(state: FlowState, { time, attempt }: { time: string; attempt: Attempt | null }): boolean {
  return attempt === null && state.lost?.time !== time && !state.isBooked;
}

/**
 * Whether the chosen patient is not among the account's patients any more, because another page or device removed the
 * person. False while nobody is chosen (null), and while the patients are unknown (null).
 */
export function isPatientGone(chosenId: string | null, known: { patients: readonly { id: string }[] } | null): boolean {
  return chosenId !== null && known !== null && !known.patients.some(({ id }) => id === chosenId);
}

/** The steps of the booking, in order; a move needs only the last one. */
export function stepsOf({ needsConsent }: FlowState, isMove: boolean): Step[] {
  if (isMove) return ["confirm"];
  return needsConsent ? ["who", "consent", "confirm"] : ["who", "confirm"];
}

/** The step after `who`. If the patient had consented before the chosen time was lost, the consent step is not repeated for another time. */
export function stepAfterWho({ needsConsent }: FlowState, isConsented: boolean): Step {
  return needsConsent && !isConsented ? "consent" : "confirm";
}
