import { useState, useSyncExternalStore } from "react";

const noChanges = () => () => undefined;

/**
 * A value stored for this tab (in sessionStorage under `place`), and a function that stores another value or, with
 * null, deletes it. The value survives reloads until its `expires_at` (an ISO instant). After that, a
 * value that this page has stored stays until the page is left, and one that was read after a reload is null from the
 * next render on. It is also null if none is stored, and until hydration. Signing out deletes all values (session/session-store.ts).
 */
export function useKeptForTab<T extends { expires_at: string }>(place: string): [T | null, (value: T | null) => void] {
  const stored = useSyncExternalStore(noChanges, () => read(place), () => null);
  const [own, setOwn] = useState<string | null>();
  const text = own === undefined ? stored : own;
  return [
    text === null ? null : (JSON.parse(text) as T),
    (value) => {
      setOwn(value && JSON.stringify(value));
      write(place, value);
    },
  ];
}

/**
 * Deletes the value that the tab has stored. A component that shows the value keeps it until the visitor leaves the
 * page.
 */
export function forget(place: string): void {
  write(place, null);
}

function read(place: string): string | null {
  try {
    const text = sessionStorage.getItem(place);
    const { expires_at } = JSON.parse(text ?? "{}") as { expires_at?: string };
    return expires_at && Date.parse(expires_at) > Date.now() ? text : null;
  } catch {
    return null; // storage is blocked
  }
}

function write(place: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(value));
  } catch {
    // Storage is blocked: the value lasts as long as the page.
  }
}
