"use client";

import { useCallback, useState } from "react";

import type { FamilyEntry } from "@/components/family-form";

/** A booking request. It is repeated with the same idempotency key (`key`) and body until its outcome is known. */
export interface Attempt {
  key: string;
  /** The id of the appointment to move; null to book a new one. */
  moves: string | null;
  body: { hold_id: string; code?: string; reason?: string };
}

/** The visitor's answers so far. They survive a reload of the page, and the loss of the chosen time. */
export interface Draft {
  accountId: string;
  /** The id of the chosen patient; null until the step with the patient is completed, when the time is held for the account's owner. */
  patientId: string | null;
  /** The id of the patient whom the visitor has selected in the form; null if the selection was not changed. It becomes `patientId` when the step is completed. */
  markedId: string | null;
  /** Whether the chosen patient was removed from the family, so that the visitor is asked again who the visit is for. */
  isPatientGone: boolean;
  /** The name that the account's owner entered; used until the account has a name. */
  name: string;
  reason: string;
  /** The family member whose form is open; null while it is closed. */
  family: FamilyEntry | null;
  /** Whether the step with patient and reason was completed. */
  isTold: boolean;
  /**
   * The newest code that was sent for the present hold: the instants (ISO, on this device's clock) from which another
   * code can be requested, and until which this one is valid. Null if none was sent.
   */
  code: { resendAt: string; expiresAt: string } | null;
  attempt: Attempt | null;
}

const PLACE = "booking";

function fresh(accountId: string): Draft {
  return { accountId, patientId: null, markedId: null, isPatientGone: false, name: "", reason: "", family: null, isTold: false, code: null, attempt: null };
}

/** The draft that this tab has stored. It is deleted with the tab, and a draft of another account is ignored. */
function kept(accountId: string): Draft {
  try {
    const draft = JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as Draft | null;
    return draft?.accountId === accountId ? { ...fresh(accountId), ...draft } : fresh(accountId);
  } catch {
    return fresh(accountId);
  }
}

function keep(draft: Draft): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(draft));
  } catch {
    // Storage is blocked: the draft lasts as long as the page.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // Storage is blocked, so there is no draft to delete.
  }
}

/**
 * The draft and a function that changes it. A change is stored at once, so that after a reload the page finds a request
 * that was still running.
 */
export function useDraft(accountId: string) {
  const [draft, setDraft] = useState(() => kept(accountId));
  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((present) => {
      const next = { ...present, ...changes };
      keep(next);
      return next;
    });
  }, []);
  return [draft, change] as const;
}
