"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { FILTERS_ID } from "./search-ids";

/**
 * Submits the results' form when an option is chosen. In the new form the same option gets the focus, its sheet of filters is opened again
 * if it was open, and the number of results is announced (WCAG 4.1.3).
 */
export function AtOnce() {
  const asked = useSearchParams()?.toString();
  const [said, setSaid] = useState("");
  const before = useRef<{ id: string; isOpen: boolean }>(null);
  useEffect(() => {
    function choose({ target }: Event) {
      const isChoice = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === "date");
      if (!isChoice || !target.form?.matches("[data-at-once]") || !target.validity.valid) return;
      before.current = { id: target.id, isOpen: sheet()?.matches(":popover-open") ?? false };
      target.form.requestSubmit();
    }
    document.addEventListener("change", choose);
    return () => document.removeEventListener("change", choose);
  }, []);
  useLayoutEffect(() => {
    if (!before.current) return;
    const { id, isOpen } = before.current;
    before.current = null;
    if (isOpen) sheet()?.showPopover();
    document.getElementById(id)?.focus({ preventScroll: true });
    setSaid(document.querySelector("h1")?.textContent ?? "");
  }, [asked]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

function sheet(): HTMLElement | null {
  return document.getElementById(FILTERS_ID);
}
