import { useState, type RefObject } from "react";

import { isProblem } from "@/api/problem";

import { useFirstInvalid } from "./use-first-invalid";

/** The error texts of a form by field; `form` is the text of an error that belongs to no single field. */
export type Faults<Field extends string> = Partial<Record<Field | "form", string | undefined>>;

interface Found<Field extends string, Element extends HTMLElement> {
  /** The form's ref. When `find` gets an error, the first invalid field in this form gets the focus. */
  form: RefObject<Element | null>;
  faults: Faults<Field>;
  /** Replaces the shown errors by `found`; returns whether `found` contains any. */
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

/** Whether the API's refusal names this field: one of the error's JSON pointers ends with it. */
export function isAbout(error: unknown, field: string): boolean {
  return isProblem(error) && error.errors.some(({ pointer }) => pointer.endsWith(`/${field}`));
}
