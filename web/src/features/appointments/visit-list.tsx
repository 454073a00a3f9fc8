import { useTranslations } from "next-intl";

import { labelOf, type Entry } from "@/api/entry";
import { EmptyState } from "@/components/empty-state";
import { ButtonLink } from "@/components/link";

import { AppointmentCard } from "./appointment-card";
import type { Appointment, Show } from "./question";

interface VisitListProps {
  show: Show;
  appointments: readonly Appointment[];
  specializations: readonly Entry[];
  /** Whether another page follows. If so, the filter may still find visits there, so the list does not say that there are none. */
  hasMore: boolean;
  now: Date;
}

/** A patient's visits that the filter shows. */
export function VisitList({ show, appointments, specializations, hasMore, now }: VisitListProps) {
  const t = useTranslations("appointments");
  return (
    <section aria-label={t(`shows.${show}`)} className="mt-6 grid gap-4">
      {appointments.map((appointment) => (
        <AppointmentCard
          key={appointment.id}
          appointment={appointment}
          specialization={labelOf(specializations, appointment.doctor.specialization)}
          now={now}
        />
      ))}
      {appointments.length === 0 && !hasMore ? (
        <EmptyState title={t(`empty.${show}`)} text={t("empty.text")}>
          <ButtonLink href="/doctors">{t("find")}</ButtonLink>
        </EmptyState>
      ) : null}
    </section>
  );
}
