import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { classes } from "@/lib/classes";
import { clock } from "@/lib/time";

import { ModeMark } from "../shared/mode-mark";
import { usePlaceName } from "../shared/place-select";
import { StatusMark } from "../shared/status-mark";
import type { AgendaAppointment } from "../shared/types";
import type { Ending } from "./end-dialog";
import { Reason } from "./reason";

const REOPEN_MS = 24 * 3_600_000;

interface AgendaRowProps {
  appointment: AgendaAppointment;
  zone: string;
  now: number | null;
  onEnd: (ending: Ending) => void;
}

export function AgendaRow({ appointment, zone, now, onEnd }: AgendaRowProps) {
  const locale = useLocale();
  const placeOf = usePlaceName();
  const { starts_at, ends_at, patient, status, mode, clinic_id } = appointment;
  const isUnderWay = status === "booked" && now !== null && Date.parse(starts_at) <= now && now < Date.parse(ends_at);
  return (
    <article
      className={classes(
        "grid gap-x-6 gap-y-2 rounded-md border bg-surface px-4 py-3 sm:grid-cols-[10.5rem_1fr_auto] sm:items-center",
        isUnderWay ? "border-neem shadow-card" : "border-line",
      )}
    >
      <p data-numbers className={classes("font-semibold", status === "cancelled" && "text-soft line-through")}>
        {clock(starts_at, locale, zone)}
        <span className="font-normal text-soft"> – {clock(ends_at, locale, zone)}</span>
      </p>
      <div className="min-w-0">
        <h2 className="font-text text-base font-semibold">{patient.name}</h2>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-soft">
          <ModeMark mode={mode} place={placeOf(clinic_id)} />
          <span>{appointment.consultation_type}</span>
          <span data-numbers>{appointment.reference}</span>
        </p>
        {appointment.reason ? <Reason reason={appointment.reason} /> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 sm:justify-end">
        <EndButtons appointment={appointment} now={now} onEnd={onEnd} />
      </div>
    </article>
  );
}

/** What has not begun cannot have been missed, what has begun is not cancelled, and a closing can be taken back for a day. */
function kindsAt({ status, starts_at, ends_at }: AgendaAppointment, now: number): Ending["kind"][] {
  if (status === "booked") return now >= Date.parse(starts_at) ? ["complete", "missed"] : ["cancel"];
  return status !== "cancelled" && now < Date.parse(ends_at) + REOPEN_MS ? ["reopen"] : [];
}

function EndButtons({ appointment, now, onEnd }: Omit<AgendaRowProps, "zone">) {
  const t = useTranslations("practice.end");
  const kinds = now === null ? [] : kindsAt(appointment, now);
  return (
    <>
      {kinds.includes("complete") ? null : <StatusMark status={appointment.status} />}
      {kinds.map((kind) => (
        <Button
          key={kind}
          kind={kind === "complete" ? "secondary" : "quiet"}
          aria-label={t(`${kind}.of`, { name: appointment.patient.name })}
          onPress={() => onEnd({ appointment, kind })}
        >
          {t(`${kind}.do`)}
        </Button>
      ))}
    </>
  );
}
