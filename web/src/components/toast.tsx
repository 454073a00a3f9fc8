"use client";

import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";

import { Banner, type Tone } from "./status";

type Say = (text: string, tone?: Tone) => void;
const Toasts = createContext<Say>(() => undefined);
const SHOWN_MS = 7000;

/**
 * `const say = useToast(); say("Saved", "good")`: shows a message for seven seconds, in place of an earlier one; screen
 * readers announce it. It has no effect outside `ToastProvider`. Do not use it for messages that need an action.
 */
export function useToast(): Say {
  return use(Toasts);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ text: string; tone: Tone } | null>(null);
  const say = useCallback<Say>((text, tone = "good") => setShown({ text, tone }), []);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <Toasts value={say}>
      {children}
      <div role="status" className="fixed inset-x-4 bottom-4 z-50 mx-auto max-w-md">
        {shown ? (
          <Banner tone={shown.tone} className="shadow-float">
            {shown.text}
          </Banner>
        ) : null}
      </div>
    </Toasts>
  );
}
