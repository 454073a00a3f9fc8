import { useState, useSyncExternalStore } from "react";

const noChanges = () => () => undefined;

/**
 * A value that survives a reload of this tab until `expires_at`; null without one, and until hydration. The function
 * stores another value, null deletes it. Signing out deletes all values (session/session-store.ts).
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

/** Deletes the value that the tab has stored; a page that shows it continues to do so until it is left. */
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
