/**
 * The state of a form over a record: `read` is the record as the server returned it last, and `typed` the fields that
 * the person has entered and not saved yet. A newer `read` leaves `typed` unchanged.
 */
export interface Edits<T extends object> {
  read: T;
  typed: Partial<T>;
  /**
   * The fields in which the two latest versions of the record differ; empty until `renewed` gets a second version.
   * Somebody else changed them.
   */
  changed: readonly (keyof T)[];
}

/** The form's state before the person has entered anything, and after a save. */
export function begun<T extends object>(read: T): Edits<T> {
  return { read, typed: {}, changed: [] };
}

/** The values that the form shows. */
export function shown<T extends object>({ read, typed }: Edits<T>): T {
  return { ...read, ...typed };
}

/**
 * The form's state after a newer version of the record was read: fields that the person has not entered show the newer
 * values, the others keep what was typed.
 */
export function renewed<T extends object>({ read, typed }: Edits<T>, newer: T): Edits<T> {
  const names = Object.keys(newer) as (keyof T)[];
  return {
    read: newer,
    typed: Object.fromEntries(Object.entries(typed).filter(([name, value]) => !isSame(value, newer[name as keyof T]))) as Partial<T>,
    changed: names.filter((name) => !isSame(read[name], newer[name])),
  };
}

/** Whether two values have the same JSON text. The order of an object's keys counts. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
