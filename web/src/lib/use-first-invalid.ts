import { useEffect, useRef, useState, type RefObject } from "react";

/**
 * Returns the form's ref, and a function to call after a refusal: once the form is rendered with its errors, the first
 * field with `aria-invalid` gets the focus.
 */
export function useFirstInvalid<Element extends HTMLElement = HTMLFormElement>(): [RefObject<Element | null>, () => void] {
  const form = useRef<Element>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return [form, () => setRefusals((count) => count + 1)];
}
