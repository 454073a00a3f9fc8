import { useState } from "react";

import { begun, isSame, renewed, shown, type Edits } from "./edits";
import { useUnsaved } from "./use-unsaved";

interface Editing<T extends object> {
  draft: T;
  put: (some: Partial<T>) => void;
  /** The fields that somebody else has changed since the form was opened or saved. */
  changed: Edits<T>["changed"];
  /** To call with the record that a save returned. */
  saved: (read: T) => void;
}

/**
 * The draft of a form over a record that others may change too. When the page brings a newer version (after a 412 it does so at once),
 * what was typed stays, and the other fields show the new values. The person is asked before they leave the page without saving.
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
