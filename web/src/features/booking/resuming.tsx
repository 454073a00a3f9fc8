"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

import type { Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { refreshSession } from "@/session/use-session";

import type { Attempt } from "./draft";
import { sent } from "./sending";

interface ResumingProps {
  attempt: Attempt;
  onBooked: (appointment: Schemas["AppointmentView"], holdId: string, isMove: boolean) => void;
  onRefused: () => void;
}

/** Repeats a booking request whose answer was lost, with the same key, so that the API returns the outcome of the first request. */
export function Resuming({ attempt, onBooked, onRefused }: ResumingProps) {
  const t = useTranslations("booking.unsure");
  const common = useTranslations("common");
  const sending = useMutation({
    mutationFn: () =>
      sent({ ...attempt, isUnsure: true }, { keep: (left) => {
        if (left === null) onRefused();
      } }),
    onSuccess: (appointment) => onBooked(appointment, attempt.body.hold_id, attempt.moves !== null),
    onError: (error) => {
      if (isProblem(error) && error.status === 401) void refreshSession(); // the session has ended, so the sign-in is shown instead
    },
  });
  const { mutate } = sending;
  useEffect(() => mutate(), [mutate]);
  return (
    <div className="grid justify-items-start gap-4">
      <h1 className="text-2xl">{t("title")}</h1>
      <Banner tone="info" isLive title={sending.isError ? t("stillAway") : t("asking")}>
        {t("once")}
      </Banner>
      <Button isPending={!sending.isError} onPress={() => mutate()}>
        {common("retry")}
      </Button>
    </div>
  );
}
