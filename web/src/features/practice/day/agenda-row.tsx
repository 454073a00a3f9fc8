import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { classes } from "@/lib/classes";
import { clock, shortDay } from "@/lib/time";
import { useConsultationName } from "@/lib/use-consultation-name";

import { ModeMark } from "../shared/mode-mark";
import { usePlaceName } from "../shared/place-select";
import { VisitMark } from "../shared/practice-status";
import type { AgendaAppointment } from "../shared/types";
import { nameOf, nextStep } from "../shared/visit/steps";
import { useAttendance } from "../shared/visit/use-attendance";
import type { Ending } from "../shared/visit/end-dialog";

interface AgendaRowProps {
  appointment: AgendaAppointment;
  zone: string;
  now: number | null;
  onOpen: () => void;
  onChanged: () => void;
  onEnd: (ending: Ending) => void;
}

/**
 * A visit of the day: a press on the row opens the visit's panel. A button leads to the next step: it records the
 * attendance, or calls `onEnd`, which asks for confirmation that the visit has ended.
 */
export function AgendaRow({ appointment, zone, now, onOpen, ...props }: AgendaRowProps) {
  const [t, locale, placeOf, consultationOf] = [useTranslations("practice"), useLocale(), usePlaceName(), useConsultationName()];
  const { starts_at, ends_at, status, mode, clinic_id, proposed_starts_at: proposed } = appointment;
  const isUnderWay = status === "booked" && now !== null && Date.parse(starts_at) <= now && now < Date.parse(ends_at);
  return (
    <article
      className={classes(
        "relative grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 rounded-md border bg-surface px-4 py-3 hover:border-ink sm:grid-cols-[10.5rem_1fr_auto] sm:items-center",
        isUnderWay ? "border-neem shadow-card" : "border-line",
      )}
    >
      <p data-numbers className={classes("font-semibold", status === "cancelled" && "text-soft line-through")}>
        {clock(starts_at, locale, zone)}
        <span className="font-normal text-soft max-sm:block"> – {clock(ends_at, locale, zone)}</span>
      </p>
      <div className="min-w-0">
        <h2 className="font-text text-base font-semibold">
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={onOpen}
            className="cursor-pointer text-start underline decoration-1 underline-offset-4 after:absolute after:inset-0 after:rounded-md"
          >
            {nameOf(appointment)}
            <span className="sr-only">, {clock(starts_at, locale, zone)}</span>
          </button>
        </h2>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-soft">
          <ModeMark mode={mode} place={placeOf(clinic_id)} />
          <span>{consultationOf(appointment)}</span>
        </p>
        {appointment.reason ? <p className="line-clamp-1 text-sm">{t("reason", { reason: appointment.reason })}</p> : null}
        {appointment.override_reason ? <p className="text-sm">{t("override", { reason: appointment.override_reason })}</p> : null}
        {proposed ? (
          <p className="text-sm font-semibold text-turmeric-ink">
            {t("visit.propose.waiting", { when: `${shortDay(proposed, locale, zone)}, ${clock(proposed, locale, zone)}` })}
          </p>
        ) : null}
      </div>
      <div className="relative flex flex-wrap items-center gap-2 max-sm:col-span-2 sm:justify-end">
        <VisitMark visit={appointment} />
        {now === null ? null : <NextStep appointment={appointment} time={clock(starts_at, locale, zone)} now={now} {...props} />}
      </div>
    </article>
  );
}

interface NextStepProps extends Pick<AgendaRowProps, "appointment" | "onChanged" | "onEnd"> {
  time: string;
  now: number;
}

function NextStep({ appointment, time, now, onChanged, onEnd }: NextStepProps) {
  const [t, ends, day] = [useTranslations("practice.visit.attendance"), useTranslations("practice.end"), useTranslations("practice.day")];
  const attendance = useAttendance(onChanged);
  const step = nextStep(appointment, now);
  if (!step) return null;
  const name = nameOf(appointment);
  if ("end" in step) {
    return (
      <Button kind={step.end === "complete" ? "secondary" : "quiet"} aria-label={day("doAt", { do: ends(`${step.end}.of`, { name }), time })} onPress={() => onEnd({ appointment, kind: step.end })}>
        {ends(`${step.end}.do`)}
      </Button>
    );
  }
  return (
    <>
      <Button
        kind="secondary"
        aria-label={day("doAt", { do: t(`${step.attendance}.of`, { name }), time })}
        isPending={attendance.isPending}
        onPress={() => attendance.mutate({ visit: appointment, attendance: step.attendance })}
      >
        {t(`${step.attendance}.do`)}
      </Button>
      <ProblemBanner error={attendance.error} isUnsure={attendance.isUnsure} className="w-full" />
    </>
  );
}
