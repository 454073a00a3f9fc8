"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { classes } from "@/lib/classes";

/** A page that is not live never looks as if it were. Said aloud when that changes, not each second. */
export function Freshness({ isLive, updatedAt }: { isLive: boolean; updatedAt: number }) {
  const t = useTranslations("doctor.times");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (isLive) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isLive]);
  const seconds = Math.max(0, Math.round((now - updatedAt) / 1000));
  return (
    <p className="flex min-h-6 items-center gap-2 text-xs text-soft">
      <span aria-hidden className={classes("size-2 rounded-full", isLive ? "bg-neem" : "bg-turmeric")} />
      {isLive ? t("live") : updatedAt > 0 ? t("ago", { seconds }) : null}
    </p>
  );
}
