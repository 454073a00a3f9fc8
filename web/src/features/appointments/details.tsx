import { useLocale, useTranslations } from "next-intl";

import { Facts } from "@/components/facts";
import { money } from "@/lib/money";
import { typeName } from "@/lib/type-name";

import type { Appointment } from "./question";
import { Reason } from "./reason";

/** The facts of one appointment except its time, its place and the doctor's name. */
export function Details({ appointment, isAhead }: { appointment: Appointment; isAhead: boolean }) {
  const t = useTranslations("appointments.details");
  const [modes, kinds] = [useTranslations("common.mode"), useTranslations("common.kinds")];
  const { doctor, patient, consultation_type: type, mode, fee, reason, reference } = appointment;
  const locale = useLocale();
  return (
    <Facts
      facts={[
        patient.name ? { name: t("patient"), value: patient.name } : null,
        reason || isAhead ? { name: t("reason"), value: <Reason key={appointment.version} appointment={appointment} isChangeable={isAhead} /> } : null,
        { name: t("kind"), value: t("type", { name: typeName(type, locale, kinds), minutes: type.minutes, mode: modes(mode) }) },
        { name: t("fee"), value: <span data-numbers>{t(mode === "in_person" ? "feeAtClinic" : "feeOnline", { fee: money(fee, locale) })}</span> },
        { name: t("doctor"), value: t("registration", { number: doctor.registration_number }) },
        { name: t("reference"), value: <strong data-numbers>{reference}</strong> },
      ]}
    />
  );
}
