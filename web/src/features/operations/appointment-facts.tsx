import { useLocale, useTranslations } from "next-intl";

import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { money } from "@/lib/money";
import { clock, longDay, zoneName, yearIn } from "@/lib/time";
import { typeName } from "@/lib/type-name";
import { usePatientName } from "@/lib/use-patient-name";

import { Facts } from "./facts";
import type { Appointment } from "./question";

/** An appointment in its present state, without the patient's reason. */
export function AppointmentFacts({ appointment }: { appointment: Appointment }) {
  const [t, common, locale, nameOf] = [useTranslations("operations.appointment"), useTranslations("common"), useLocale(), usePatientName()];
  const { starts_at, time_zone: zone, doctor, consultation_type: type } = appointment;
  const when = `${longDay(starts_at, locale, zone)} ${yearIn(starts_at, zone)}, ${clock(starts_at, locale, zone)} ${zoneName(starts_at, locale, zone)}`;
  return (
    <Card>
      <Facts
        items={[
          [t("when"), when],
          [t("patient"), nameOf(appointment.patient)],
          [
            t("doctor"),
            <Link key="doctor" href={`/operations/doctors/${doctor.id}`} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
              {doctor.name}
            </Link>,
          ],
          [t("registration"), doctor.registration_number],
          [t("type"), `${typeName(type, locale, (kind) => common(`kinds.${kind}`))}, ${common(`mode.${appointment.mode}`)}`],
          [t("fee"), money(appointment.fee, locale)],
        ]}
      />
    </Card>
  );
}
