import { CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Card } from "@/components/card";
import { DoctorPhoto } from "@/components/doctor-photo";
import { buttonStyle } from "@/components/styles";

import { Place } from "./place";
import type { Appointment } from "./question";
import { When } from "./when";

interface MeetingProps {
  appointment: Appointment;
  specialization: string;
  photo: string | null;
  /** The links and buttons for possible changes, and the time until which changes are possible. */
  children: ReactNode;
}

/** A visit: its time and doctor, and while it is booked also its place, its calendar file and its actions. */
export function Meeting({ appointment, specialization, photo, children }: MeetingProps) {
  const t = useTranslations("appointments.details");
  const modes = useTranslations("common.mode");
  const { id, doctor, mode, reference, status } = appointment;
  const isBooked = status === "booked";
  return (
    <Card className="grid gap-4">
      <div className="font-title text-xl font-bold">{status === "cancelled" ? <s><When appointment={appointment} /></s> : <When appointment={appointment} />}</div>
      <div className="flex items-center gap-3">
        <DoctorPhoto name={doctor.name} url={photo} />
        <p>
          <span className="block font-semibold">{doctor.name}</span>
          <span className="block text-sm text-soft">
            {specialization} · {modes(mode)}
          </span>
        </p>
      </div>
      {isBooked ? (
        <>
          <div>
            <Place appointment={appointment} />
          </div>
          <div className="flex flex-wrap gap-x-4 gap-y-2">
            <a href={`/v1/appointments/${id}.ics`} download={`amrutam-${reference}.ics`} className={buttonStyle("secondary", "max-sm:w-full")}>
              <CalendarPlus aria-hidden size={18} />
              {t("calendar")}
            </a>
            {children}
          </div>
        </>
      ) : null}
    </Card>
  );
}
