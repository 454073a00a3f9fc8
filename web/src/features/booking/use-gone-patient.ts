"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";

import { isProblem } from "@/api/problem";
import { patientsKey } from "@/components/family-form";

/**
 * Calls `onGone` when the chosen patient is gone (`isGone`), but not while the hold for this patient is being requested,
 * because it would compete with the next hold. The account's patients are read again when a hold is refused with 404, as it
 * is for a patient who was removed elsewhere, and by the returned function.
 */
export function useGonePatient(isGone: boolean, holding: { error: Error | null; isTaking: boolean }, onGone: () => Promise<void>): () => void {
  const queries = useQueryClient();
  const readAgain = useCallback(() => void queries.invalidateQueries({ queryKey: patientsKey }), [queries]);
  const { error, isTaking } = holding;
  useEffect(() => {
    if (isProblem(error) && error.status === 404) readAgain();
  }, [error, readAgain]);
  useEffect(() => {
    if (isGone && !isTaking) void onGone();
  }, [isGone, isTaking]); // `onGone` is left out: a new function of the caller must not be called a second time
  return readAgain;
}
