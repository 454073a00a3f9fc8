"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Arrival } from "@/components/arrival";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { FateChoice, type Fate } from "@/components/fate-choice";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";

import { AffectedList } from "../affected-list";
import type { Affected } from "../types";
import type { Entered } from "./period";
import { usePeriodWords } from "../use-period-words";

interface LeaveCheckProps {
  entered: Entered;
  period: { starts_at: string; ends_at: string };
  affected: readonly Affected[];
  zone: string;
  error: unknown;
  /** See `ProblemBanner`. */
  isUnsure: boolean;
  isPending: boolean;
  onChange: () => void;
  onConfirm: (fate: Fate) => void;
}

/**
 * Shows the affected visits, asks whether they stay or are cancelled, and has the entry confirmed. The panel takes the
 * focus.
 */
export function LeaveCheck({ entered, period, affected, zone, error, isUnsure, isPending, onChange, onConfirm }: LeaveCheckProps) {
  const t = useTranslations("practice.leave");
  const words = usePeriodWords(zone);
  const [fate, setFate] = useState<Fate>("keep");
  const isCancelling = affected.length > 0 && fate === "cancel";
  return (
    <Card aria-labelledby="check" className="border-neem">
      <Arrival className="mb-4">
        <h2 id="check" className="text-xl">
          {t("checkTitle", { what: t(`kinds.${entered.kind}`), period: words(period) })}
        </h2>
      </Arrival>
      {affected.length === 0 ? (
        <p>{t("nobody")}</p>
      ) : (
        <>
          <Banner tone="warning">
            <AffectedList affected={affected} zone={zone} />
          </Banner>
          <FateChoice messages="practice.leave" fate={fate} onChange={setFate} />
        </>
      )}
      <ProblemBanner error={error} isUnsure={isUnsure} className="mt-4" />
      <div className="mt-6 flex flex-wrap gap-3">
        <Button
          kind={isCancelling ? "danger" : "primary"}
          isPending={isPending}
          onPress={() => onConfirm(isCancelling ? "cancel" : "keep")}
        >
          {isCancelling ? t("confirm.cancel", { count: affected.length }) : t(`confirm.${entered.kind}`)}
        </Button>
        <Button kind="secondary" onPress={onChange}>
          {t("change")}
        </Button>
      </div>
    </Card>
  );
}
