"use client";

import { useTranslations } from "next-intl";

import { recordingAttendance } from "@/api/attendance";
import { isUncertain } from "@/api/repeating";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import { useRepeatable } from "@/lib/use-repeatable";

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
  const step = useRepeatable<{ visit: Visit; attendance: Attendance }, unknown>({
    ...recordingAttendance,
    onError: (error) => say(words(error, isUncertain(error)), "warning"),
    onSettled: onChanged,
  });
  const [next, before] = [NEXT[visit.attendance], BEFORE[visit.attendance]];
  return (
    <>
      {next ? (
        <Button kind="secondary" isPending={step.isPending} aria-label={t("of", { do: t(next), name, time })} onPress={() => step.mutate({ visit, attendance: next })}>
          {t(next)}
        </Button>
      ) : null}
      {before ? (
        <Button kind="quiet" className="px-2!" aria-label={t("of", { do: t("back"), name, time })} onPress={() => step.mutate({ visit, attendance: before })}>
          {t("back")}
        </Button>
      ) : null}
    </>
  );
}
