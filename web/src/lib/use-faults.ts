import { useState, type RefObject } from "react";

import { isProblem } from "@/api/problem";

import { useFirstInvalid } from "./use-first-invalid";

/** What is wrong, by field; `form` is what no field can be blamed for. */
export type Faults<Field extends string> = Partial<Record<Field | "form", string | undefined>>;

interface Found<Field extends string, Element extends HTMLElement> {
  /** The form's ref: of its faulty fields the first takes the focus. */
  form: RefObject<Element | null>;
  faults: Faults<Field>;
  /** Shows these in place of those before; tells whether there are any. */
  find: (found: Faults<Field>) => boolean;
}

/** The faults of a form, each shown at its field. */
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
