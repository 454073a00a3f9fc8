"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { useProblemWords } from "@/api/use-problem-words";
import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { useToast } from "@/components/toast";

import type { Visit } from "./types";

type Attendance = Visit["attendance"];

/**
 * `NEXT` gives the usual next state after each state, and `BEFORE` the state to which a step back leads; null if there
 * is none.
 */
const NEXT: Record<Attendance, Attendance | null> = { expected: "arrived", arrived: "in_room", in_room: null };
const BEFORE: Record<Attendance, Attendance | null> = { expected: null, arrived: "expected", in_room: "arrived" };

interface AttendanceStepsProps {
  visit: Visit;
  name: string;
  time: string;
  onChanged: () => void;
}

/** Records where the patient is (arrived, or in the room), or sets the earlier state again after a mistake. */
export function AttendanceSteps({ visit, name, time, onChanged }: AttendanceStepsProps) {
  const t = useTranslations("desk.day.attend");
  const [say, words] = [useToast(), useProblemWords()];
  const step = useMutation({
    mutationFn: (attendance: Attendance) => {
      const params = { path: { appointment_id: visit.id }, header: { "If-Match": `"${visit.version}"` } };
      return answer(api.PUT("/v1/appointments/{appointment_id}/attendance", { params, body: { attendance } }));
    },
    onError: (error) => say(words(error), "warning"),
    onSettled: onChanged,
  });
  const [next, before] = [NEXT[visit.attendance], BEFORE[visit.attendance]];
  return (
    <>
      {next ? (
        <Button kind="secondary" isPending={step.isPending} aria-label={t("of", { do: t(next), name, time })} onPress={() => step.mutate(next)}>
          {t(next)}
        </Button>
      ) : null}
      {before ? (
        <Button kind="quiet" className="px-2!" aria-label={t("of", { do: t("back"), name, time })} onPress={() => step.mutate(before)}>
          {t("back")}
        </Button>
      ) : null}
    </>
  );
}
