"use client";

import { useTranslations } from "next-intl";

import { classes } from "@/lib/classes";
import type { Failure } from "@/lib/use-action";

/** Tells why the action of a button failed; renders nothing without a failure. */
export function ActionFailure({ failure, className }: { failure: Failure | null; className?: string }) {
  const t = useTranslations("common.action");
  if (!failure) return null;
  return (
    <span role="alert" className={classes("text-sm font-semibold text-ink", className)}>
      {t(failure)}
    </span>
  );
}
