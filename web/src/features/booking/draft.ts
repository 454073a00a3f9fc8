"use client";

import { useCallback, useState } from "react";

/** A request that books: repeated with the same key and the same body until its outcome is known. */
export interface Attempt {
  key: string;
  /** The appointment that moves; null books a new one. */
  moves: string | null;
  body: { hold_id: string; code?: string; reason?: string };
}

/** What has been told so far. It stays when a time is lost, and when the page is loaded again. */
export interface Draft {
  accountId: string;
  /** Null until somebody is chosen: oneself meanwhile. */
  patientId: string | null;
  /** Who is marked in the form, and not yet sent. */
  markedId: string | null;
  /** The account holder's, until the account has it. */
  name: string;
  reason: string;
  /** Who comes, and why, was said. */
  isTold: boolean;
  /** When the newest code was sent for the present hold. */
  code: { resendAt: string; expiresAt: string } | null;
  attempt: Attempt | null;
}

const PLACE = "booking";

function fresh(accountId: string): Draft {
  return { accountId, patientId: null, markedId: null, name: "", reason: "", isTold: false, code: null, attempt: null };
}

/** This tab's alone, gone with it; another account's is not taken up. */
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
    // Storage is blocked: it lasts as long as the page.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // Nothing was kept.
  }
}

/** Kept at once, so that what is sent next is known even if the page goes away. */
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
