import { useEffect, useRef, useState, type RefObject } from "react";

/** The form's ref, and what to call when it is refused: the first field that is marked as wrong takes the focus. */
export function useFirstInvalid<Element extends HTMLElement = HTMLFormElement>(): [RefObject<Element | null>, () => void] {
  const form = useRef<Element>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return [form, () => setRefusals((count) => count + 1)];
}
