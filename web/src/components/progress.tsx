"use client";

import { useTranslations } from "next-intl";
import { useLinkStatus } from "next/link";
import { startTransition, useEffect, useTransition, type TransitionStartFunction } from "react";
import { createPortal } from "react-dom";

let start: TransitionStartFunction = startTransition;

/** Does what takes a while, a navigation above all: until it is done the page shows a line at its top. */
export function going(action: () => void | Promise<void>): void {
  start(action);
}

/** The line of `going`: one in the layout. */
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

/** The line of the link that it stands in. */
export function LinkProgress() {
  return useLinkStatus().pending ? createPortal(<Line />, document.body) : null;
}

/** Visible only after a tenth of a second: what comes at once needs no sign. */
function Line() {
  const t = useTranslations("common");
  return <div role="progressbar" aria-label={t("loading")} className="progress" />;
}
