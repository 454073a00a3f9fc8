"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import type { Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Announcer, Banner } from "@/components/status";
import { minutesAndSeconds } from "@/lib/durations";
import { useSecondsUntil } from "@/lib/use-seconds-until";

import type { useHold } from "./use-hold";

const WARN_SECONDS = 120;
const EARLY_SECONDS = 3; // the end that `useHold` computes is up to two seconds early, and the API refuses an extension before `extendable_from`

type Holding = ReturnType<typeof useHold>;

interface HoldBarProps {
  holding: Pick<Holding, "held"> & { extending: Pick<Holding["extending"], "error" | "isPending" | "isSuccess" | "mutate"> };
  /** A description of the held time. */
  children: ReactNode;
  onLeave: () => Promise<void>;
}

/**
 * The remaining time of the hold: in minutes, and in seconds during the last two minutes; announced at two minutes, one
 * minute and thirty seconds. From three seconds after `extendable_from` on the hold can be extended (WCAG 2.2.1).
 */
export function HoldBar({ holding, children, onLeave }: HoldBarProps) {
  const t = useTranslations("booking.hold");
  const { held, extending } = holding;
  const left = useSecondsUntil(held?.endsAt);
  const isShort = left !== null && left <= WARN_SECONDS;
  const keepable = held ? keepableSeconds(held.hold) : null;
  return (
    <div className="sticky top-0 z-10 -mx-4 border-b border-line bg-surface px-4 py-2.5 shadow-card sm:mx-0 sm:rounded-lg sm:border sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        {children}
        {held && left !== null ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {held.hold.protected && left > 0 ? (
              <p className="flex items-center gap-1.5 text-sm text-soft" data-numbers>
                <Hourglass aria-hidden size={16} />
                {left > WARN_SECONDS ? t("minutes", { minutes: Math.ceil(left / 60) }) : t("seconds", { time: minutesAndSeconds(left) })}
              </p>
            ) : null}
            {keepable !== null && left <= keepable - EARLY_SECONDS ? (
              <Button kind="secondary" isPending={extending.isPending} onPress={() => extending.mutate(held.hold)}>
                {t("keep")}
              </Button>
            ) : null}
            <Button kind="quiet" action={onLeave} className="text-sm font-normal">
              {t("other")}
            </Button>
          </div>
        ) : null}
      </div>
      <Announcer>{held?.hold.protected && left !== null ? spoken(left, keepable, extending.isSuccess).map((key) => t(key)).join(" ") : null}</Announcer>
      {isShort && held?.hold.extensions_left === 0 && held.hold.protected ? <p className="mt-1 text-sm">{t("noMore")}</p> : null}
      {extending.error && !isProblem(extending.error, "hold-expired") ? (
        <Banner tone="warning" isLive title={t("notKept")} className="mt-2" />
      ) : null}
    </div>
  );
}

/** How many seconds before its end the hold can be extended; null for a hold that cannot be extended. */
function keepableSeconds({ expires_at, extendable_from }: Schemas["HoldView"]) {
  return extendable_from === null ? null : (Date.parse(expires_at) - Date.parse(extendable_from)) / 1000;
}

/**
 * The message keys of the screen reader's announcement. It changes when two minutes, one minute, 30 seconds and no time
 * are left. `keepable`: as `keepableSeconds`. `isKept`: the patient has extended the hold.
 */
function spoken(left: number, keepable: number | null, isKept: boolean) {
  if (left <= 0) return ["said.over"] as const;
  if (left > WARN_SECONDS) return [isKept ? "said.kept" : "said.held"] as const;
  const rest = left <= 30 ? "said.thirty" : left <= 60 ? "said.one" : "said.two";
  return keepable !== null && left <= keepable ? ([rest, "said.press"] as const) : ([rest] as const);
}
