import { useState, type RefObject } from "react";

import { isProblem } from "@/api/problem";

import { useFirstInvalid } from "./use-first-invalid";

/** Errors by field; `form` holds errors of no single field. */
export type Faults<Field extends string> = Partial<Record<Field | "form", string | undefined>>;

interface Found<Field extends string, Element extends HTMLElement> {
  /** The form's ref: the first field with an error gets the focus. */
  form: RefObject<Element | null>;
  faults: Faults<Field>;
  /** Replaces the present errors; returns whether there are any. */
  find: (found: Faults<Field>) => boolean;
}

/** The errors of a form, each shown at its field. */
export function useFaults<Field extends string, Element extends HTMLElement = HTMLFormElement>(): Found<Field, Element> {
  const [form, focusFault] = useFirstInvalid<Element>();
  const [faults, setFaults] = useState<Faults<Field>>({});
  return {
    form,
    faults,
    find: (found) => {
      setFaults(found);
      const isFaulty = Object.values(found).some(Boolean);
      if (isFaulty) focusFault();
      return isFaulty;
    },
  };
}

/** Whether the API refused this field. */
export function isAbout(error: unknown, field: string): boolean {
  return isProblem(error) && error.errors.some(({ pointer }) => pointer.endsWith(`/${field}`));
}
