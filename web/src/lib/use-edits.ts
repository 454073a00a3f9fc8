import { useState } from "react";

import { begun, isSame, renewed, shown, type Edits } from "./edits";
import { useUnsaved } from "./use-unsaved";

interface Editing<T extends object> {
  draft: T;
  put: (some: Partial<T>) => void;
  /** All fields that somebody else has changed since the form began, or since its last save. */
  changed: Edits<T>["changed"];
  /** Call it with the record that a save returned. */
  saved: (read: T) => void;
}

/**
 * The draft of a form over a record that others may change too. When the page renders a newer version of the record (it
 * reads one after a 412), what was typed stays, and the other fields show the new values. While entries are unsaved,
 * the person is asked before they leave the page.
 */
export function useEdits<T extends object>(record: T): Editing<T> {
  const [edits, setEdits] = useState(() => begun(record));
  const [brought, setBrought] = useState(record);
  if (!isSame(brought, record)) {
    setBrought(record);
    setEdits(renewed(edits, record));
  }
  const draft = shown(edits);
  useUnsaved(!isSame(draft, edits.read));
  return {
    draft,
    put: (some) => setEdits((present) => ({ ...present, typed: { ...present.typed, ...some } })),
    changed: edits.changed,
    saved: (read) => setEdits(begun(read)),
  };
}
