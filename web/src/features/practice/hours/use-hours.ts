"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { isSame as areSame } from "@/lib/edits";
import { useRepeatable } from "@/lib/use-repeatable";

import { differences, documentOf, draftOf, isSame, type Draft } from "./draft";
import { faultsOf } from "./faults";

type Schedule = Schemas["ScheduleAnswer"];

interface Saved {
  body: Schemas["ScheduleDocument"];
  version: number;
}

/** Milliseconds without a change before the preview is requested, so that typing a time causes only one request. */
const PREVIEW_AFTER_MS = 500;

/**
 * The weekly hours in the editor: previewed before they are saved, and never saved over another person's change
 * without asking.
 */
export function useHours(doctorId: string, initial: Schedule) {
  const params = { path: { doctor_id: doctorId } };
  const [base, setBase] = useState(initial);
  const [draft, setDraft] = useState(() => draftOf(initial, doctorId));
  const [conflict, setConflict] = useState<Schedule | null>(null);
  const [isOnlyVersionChanged, setOnlyVersionChanged] = useState(false);

  const look = useMutation({
    mutationFn: (wanted: Draft) =>
      answer(api.POST("/v1/doctors/{doctor_id}/schedule/preview", { params, body: documentOf(wanted) })),
  });
  const save = useRepeatable({
    entries: ({ body }: Saved) => body,
    send: ({ body, version }) => answer(api.PUT("/v1/doctors/{doctor_id}/schedule", { params: { ...params, header: { "if-match": `"${version}"` } }, body })),
    done: async ({ body }) => {
      const now = await answer(api.GET("/v1/doctors/{doctor_id}/schedule", { params }));
      // The visits that stay booked outside the hours are those of the preview.
      return areSame(documentOf(draftOf(now, doctorId)), body) ? { ...now, affected_appointments: look.data?.affected_appointments ?? [] } : null;
    },
    tries: 1,
    onSuccess: (written) => {
      begin(written);
    },
    onError: async (error) => {
      if (isProblem(error) && error.status === 412) meet(await answer(api.GET("/v1/doctors/{doctor_id}/schedule", { params })));
    },
  });

  const { mutate, isIdle } = look;
  const isWhole = faultsOf(draft).length === 0;
  useEffect(() => {
    if (!isIdle || !isWhole || conflict) return undefined;
    const timer = setTimeout(() => mutate(draft), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, isIdle, isWhole, conflict, mutate]);

  function begin(from: Schedule) {
    setBase(from);
    setDraft(draftOf(from, doctorId));
    setConflict(null);
    setOnlyVersionChanged(false);
    look.reset();
  }

  /**
   * Handles a newer version of the schedule. If its hours equal those that the editor began with (for example, only
   * leave was added), the draft is previewed again; otherwise the doctor chooses between the saved hours and the draft.
   */
  function meet(theirs: Schedule) {
    const isOnlyVersion = isSame(draftOf(theirs, doctorId), draftOf(base, doctorId));
    setOnlyVersionChanged(isOnlyVersion);
    look.reset();
    if (!isOnlyVersion) setConflict(theirs);
    else {
      setBase(theirs);
      look.mutate(draft);
    }
    save.reset();
  }

  return {
    draft,
    faults: faultsOf(draft),
    conflict: conflict && { theirs: conflict, changed: differences(draftOf(base, doctorId), draftOf(conflict, doctorId)) },
    isOnlyVersionChanged,
    preview: look.data ?? null,
    saved: save.data ?? null,
    error: look.error ?? (isProblem(save.error) && save.error.status === 412 ? null : save.error),
    /** Whether it is unknown if the hours were saved. */
    isUnsure: save.isUnsure && !look.error,
    isPreviewing: look.isPending,
    isSaving: save.isPending,
    isChanged: !isSame(draft, draftOf(base, doctorId)),
    change: (next: Partial<Draft>) => {
      setDraft({ ...draft, ...next });
      setOnlyVersionChanged(false);
      look.reset();
      save.reset();
    },
    look: () => look.mutate(draft),
    save: (onSaved: () => void) => save.mutate({ body: documentOf(draft), version: base.version }, { onSuccess: onSaved }),
    undo: () => {
      save.reset();
      begin(base);
    },
    takeTheirs: () => {
      if (conflict) begin(conflict);
    },
    keepMine: () => {
      if (!conflict) return;
      setBase(conflict);
      setConflict(null);
      look.mutate(draft);
    },
  };
}
