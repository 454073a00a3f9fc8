"use client";

import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { ButtonLink } from "@/components/link";
import { StatusMark } from "@/components/status-mark";
import { classes } from "@/lib/classes";
import { money } from "@/lib/money";
import { clock, dayIn } from "@/lib/time";
import { useConsultationName } from "@/lib/use-consultation-name";
import { useNow } from "@/lib/use-now";
import { usePatientName } from "@/lib/use-patient-name";

import { AttendanceSteps } from "./attendance-steps";
import type { Visit } from "./types";

interface DayRowProps {
  visit: Visit;
  clinicId: string;
  zone: string;
  onPay: () => void;
  onCancel: () => void;
  onChanged: () => void;
}

/** A row for a visit: time, patient, payment, and actions. */
export function DayRow({ visit, clinicId, zone, onPay, onCancel, onChanged }: DayRowProps) {
  const [t, locale, nameOf, consultationOf] = [useTranslations("desk"), useLocale(), usePatientName(), useConsultationName()];
  const now = useNow(30_000);
  const { starts_at, ends_at, status, patient, reference, fee, paid } = visit;
  const name = nameOf(patient);
  const time = clock(starts_at, locale, zone);
  const isAhead = now !== null && status === "booked" && Date.parse(starts_at) > now;
  const isNow = now !== null && status === "booked" && Date.parse(starts_at) <= now && now < Date.parse(ends_at);
  const isToday = now !== null && dayIn(starts_at, zone) === dayIn(new Date(now), zone);
  const due = status === "cancelled" ? 0 : fee.amount - paid; // a cancelled visit shows what was paid, and takes no payment
  return (
    <article
      className={classes(
        "grid gap-x-5 gap-y-2 rounded-md border bg-surface px-4 py-3 md:grid-cols-[6.5rem_minmax(0,1fr)_auto] md:items-center",
        isNow ? "border-neem shadow-card" : "border-line",
      )}
    >
      <p data-numbers className={classes("font-semibold", status === "cancelled" && "text-soft line-through")}>
        {time}
      </p>
      <div className="min-w-0">
        <h3 className="font-text text-base font-semibold">{name}</h3>
        <p className="flex flex-wrap gap-x-3 text-sm text-soft">
          <span>{consultationOf(visit)}</span>
          <span data-numbers>{reference}</span>
          {status === "cancelled" && paid === 0 ? null : (
            <span className={due > 0 ? "" : "font-semibold text-neem-deep"} data-numbers>
              {due > 0 ? t("day.unpaid", { amount: money({ ...fee, amount: due }, locale) }) : t("day.paid", { amount: money({ ...fee, amount: paid }, locale) })}
            </span>
          )}
        </p>
        {visit.override_reason ? <p className="text-sm">{t("day.override", { reason: visit.override_reason })}</p> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 md:justify-end">
        <StatusMark status={status} label={t(status === "booked" ? `day.attendance.${visit.attendance}` : `day.status.${status}`)} />
        {isToday && status === "booked" ? <AttendanceSteps visit={visit} name={name} time={time} onChanged={onChanged} /> : null}
        {due > 0 ? (
          <Button kind="secondary" aria-label={t("day.payOf", { name, time })} onPress={onPay}>
            {t("day.pay")}
          </Button>
        ) : null}
        {isAhead ? (
          <>
            <ButtonLink kind="quiet" className="px-2!" aria-label={t("day.moveOf", { name, time })} href={`/desk/book?clinic=${clinicId}&moves=${visit.id}&date=${dayIn(starts_at, zone)}`}>
              {t("day.move")}
            </ButtonLink>
            <Button kind="quiet" className="px-2!" aria-label={t("day.cancelOf", { name, time })} onPress={onCancel}>
              {t("day.cancel")}
            </Button>
          </>
        ) : null}
      </div>
    </article>
  );
}
