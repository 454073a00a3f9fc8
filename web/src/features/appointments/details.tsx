import { CalendarPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { Facts } from "@/components/facts";
import { buttonStyle } from "@/components/styles";
import { money } from "@/lib/money";

import { Place } from "./place";
import type { Appointment } from "./question";
import { When } from "./when";

/** All that is known of one appointment. */
export function Details({ appointment, specialization }: { appointment: Appointment; specialization: string }) {
  const t = useTranslations("appointments.details");
  const modes = useTranslations("common.mode");
  const { id, doctor, patient, consultation_type: type, mode, fee, reason, place, reference, status } = appointment;
  const isBooked = status === "booked";
  const locale = useLocale();
  return (
    <>
      <Facts
        facts={[
          { name: t("when"), value: isBooked ? <strong><When appointment={appointment} /></strong> : <s><When appointment={appointment} /></s> },
          {
            name: t("doctor"),
            value: (
              <>
                <span className="font-semibold">{doctor.name}</span>
                <span className="block text-sm text-soft">{specialization}</span>
                <span className="block text-sm text-soft">{t("registration", { number: doctor.registration_number })}</span>
              </>
            ),
          },
          isBooked ? { name: t(mode === "online" ? "call" : "place"), value: <Place place={place} doctorId={doctor.id} /> } : null,
          { name: t("kind"), value: t("type", { name: type.name, minutes: type.minutes, mode: modes(mode) }) },
          { name: t("fee"), value: <span data-numbers>{money(fee, locale)}</span> },
          patient.name ? { name: t("patient"), value: patient.name } : null,
          reason ? { name: t("reason"), value: <span className="whitespace-pre-line">{reason}</span> } : null,
          { name: t("reference"), value: <span data-numbers>{reference}</span> },
        ]}
      />
      {isBooked ? (
        <a href={`/v1/appointments/${id}.ics`} download={`amrutam-${reference}.ics`} className={buttonStyle("secondary", "mt-5")}>
          <CalendarPlus aria-hidden size={18} />
          {t("calendar")}
        </a>
      ) : null}
    </>
  );
}
