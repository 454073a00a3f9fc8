/**
 * The state of a form over a record: `read` is the record as the server returned it last, and `typed` the fields that
 * the person has entered and not saved yet. `renewed` takes over a newer record.
 */
export interface Edits<T extends object> {
  /** The record with which the form began, or which its last save returned, with later changes by the person alone. */
  base: T;
  read: T;
  typed: Partial<T>;
  /** The fields that somebody else has changed since then, in whichever of the newer versions of the record. */
  changed: readonly (keyof T)[];
}

/** The form's state before the person has entered anything, and after a save. */
export function begun<T extends object>(read: T): Edits<T> {
  return { base: read, read, typed: {}, changed: [] };
}

/** The values that the form shows. */
export function shown<T extends object>({ read, typed }: Edits<T>): T {
  return { ...read, ...typed };
}

/**
 * The form's state after a newer version of the record was read: fields that the person has not entered show the newer
 * values, the others keep what was typed. A field whose newer value is the typed one is not named as changed: a save whose
 * answer was lost may have written it.
 */
export function renewed<T extends object>({ base, typed }: Edits<T>, newer: T): Edits<T> {
  const names = Object.keys(newer) as (keyof T)[];
  const isAgreed = (name: keyof T) => name in typed && isSame(typed[name], newer[name]);
  const known = { ...base, ...only(newer, isAgreed) };
  return {
    base: known,
    read: newer,
    typed: only(typed, (name) => !isAgreed(name)),
    changed: names.filter((name) => !isSame(known[name], newer[name])),
  };
}

/** The fields with these names. */
function only<T extends object>(record: T, isWanted: (name: keyof T) => boolean): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isWanted(name as keyof T))) as Partial<T>;
}

/** Whether two values have the same JSON text. The order of an object's keys counts. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
