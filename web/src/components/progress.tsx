"use client";

import { useTranslations } from "next-intl";
import { useLinkStatus } from "next/link";
import { startTransition, useEffect, useTransition, type TransitionStartFunction } from "react";
import { createPortal } from "react-dom";

let start: TransitionStartFunction = startTransition;

/** Runs a slow action, mostly a navigation. While it runs, the page shows a progress line at its top. */
export function going(action: () => void | Promise<void>): void {
  start(action);
}

/** The progress line of the actions that `going` runs. The layout contains it once. */
export function Progress() {
  const [isGoing, startGoing] = useTransition();
  useEffect(() => {
    start = startGoing;
    return () => {
      start = startTransition;
    };
  }, [startGoing]);
  return isGoing ? <Line /> : null;
}

/** The progress line of the link that contains it. */
export function LinkProgress() {
  return useLinkStatus().pending ? createPortal(<Line />, document.body) : null;
}

/** The line itself, which appears after a tenth of a second, because faster actions need no indicator. */
function Line() {
  const t = useTranslations("common");
  return <div role="progressbar" aria-label={t("loading")} className="progress" />;
}
