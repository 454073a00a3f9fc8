"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";

import type { Ending } from "./end-dialog";
import type { AgendaAppointment } from "../types";
import { Proposing } from "./proposing";
import { attendanceSteps, endings, nameOf } from "./steps";
import { useAttendance } from "./use-attendance";

interface VisitActionsProps {
  visit: AgendaAppointment;
  doctorId: string;
  zone: string;
  now: number | null;
  onChanged: () => void;
  onEnd: (ending: Ending) => void;
}

/** Buttons for the possible actions, the likeliest first. Before the visit begins, they include proposing another time and cancelling. */
export function VisitActions({ visit, doctorId, zone, now, onChanged, onEnd }: VisitActionsProps) {
  const [t, ends] = [useTranslations("practice.visit.attendance"), useTranslations("practice.end")];
  const attendance = useAttendance(onChanged);
  if (now === null) return null;
  const { forward, back } = attendanceSteps(visit, now);
  const closings = endings(visit, now);
  const isAhead = visit.status === "booked" && now < Date.parse(visit.starts_at);
  return (
    <div className="grid gap-3">
      <ProblemBanner error={attendance.error} isUnsure={attendance.isUnsure} />
      <div className="flex flex-wrap gap-2">
        {forward.map((step, index) => (
          <Button key={step} kind={index === 0 ? "primary" : "secondary"} isPending={attendance.isPending} onPress={() => attendance.mutate({ visit, attendance: step })}>
            {t(`${step}.do`)}
          </Button>
        ))}
        {closings
          .filter((kind) => kind !== "cancel")
          .map((kind) => (
            <Button key={kind} kind={forward.length === 0 && kind === "complete" ? "primary" : "secondary"} onPress={() => onEnd({ appointment: visit, kind })}>
              {ends(`${kind}.do`)}
            </Button>
          ))}
        {back ? (
          <Button kind="quiet" isPending={attendance.isPending} onPress={() => attendance.mutate({ visit, attendance: back })}>
            {t(`${back}.undo`)}
          </Button>
        ) : null}
      </div>
      {isAhead ? <Proposing visit={visit} doctorId={doctorId} zone={zone} onChanged={onChanged} /> : null}
      {closings.includes("cancel") ? (
        <Button kind="quiet" className="justify-self-start" onPress={() => onEnd({ appointment: visit, kind: "cancel" })}>
          {ends("cancel.of", { name: nameOf(visit) })}
        </Button>
      ) : null}
    </div>
  );
}
