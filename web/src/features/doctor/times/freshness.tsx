"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { classes } from "@/lib/classes";

/** The age of the shown times appears only after this number of milliseconds, because opening the WebSocket takes a moment. */
const GRACE_MS = 3000;

/** Says that the page's times are live, or, while they are not, how old they are. `updatedAt`: Unix ms, or 0 while unknown. */
export function Freshness({ isLive, updatedAt }: { isLive: boolean; updatedAt: number }) {
  const t = useTranslations("doctor.times");
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (isLive) return;
    let timer = setTimeout(tick, GRACE_MS);
    function tick() {
      setNow(Date.now());
      timer = setTimeout(tick, 1000);
    }
    return () => {
      clearTimeout(timer);
      setNow(null);
    };
  }, [isLive]);
  const isLate = !isLive && now !== null && updatedAt > 0;
  const seconds = isLate ? Math.max(0, Math.round((now - updatedAt) / 1000)) : 0;
  return (
    <p className="flex min-h-6 items-center gap-2 text-xs text-soft">
      <span
        aria-hidden
        className={classes("size-2 rounded-full", isLive ? "bg-neem" : isLate ? "bg-turmeric" : "bg-transparent")}
      />
      {isLive ? t("live") : isLate ? t("ago", { seconds }) : null}
    </p>
  );
}
