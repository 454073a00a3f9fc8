/** A record in a form: what was read, and what the person has changed since. */
export interface Edits<T extends object> {
  read: T;
  typed: Partial<T>;
  /** The fields that somebody else changed while the form was open. */
  changed: readonly (keyof T)[];
}

export function begun<T extends object>(read: T): Edits<T> {
  return { read, typed: {}, changed: [] };
}

/** The values that the form shows. */
export function shown<T extends object>({ read, typed }: Edits<T>): T {
  return { ...read, ...typed };
}

/** The form over a newer version of the record: fields that were not typed in show it, the others keep what was typed. */
export function renewed<T extends object>({ read, typed }: Edits<T>, newer: T): Edits<T> {
  const names = Object.keys(newer) as (keyof T)[];
  return {
    read: newer,
    typed: Object.fromEntries(Object.entries(typed).filter(([name, value]) => !isSame(value, newer[name as keyof T]))) as Partial<T>,
    changed: names.filter((name) => !isSame(read[name], newer[name])),
  };
}

/** Whether two values of plain data are equal. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
