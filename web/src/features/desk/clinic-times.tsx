"use client";

import { useTranslations } from "next-intl";

import { Banner } from "@/components/status";

import { DoctorTimes } from "./doctor-times";
import type { ChosenTime, DoctorsTimes } from "./types";

interface ClinicTimesProps {
  /** Undefined while the times are loading. */
  doctors: readonly DoctorsTimes[] | undefined;
  date: string;
  zone: string;
  isToday: boolean;
  isStale: boolean;
  chosen: ChosenTime | null;
  onType: (typeId: string) => void;
  onChoose: (time: ChosenTime) => void;
  /**
   * Gives the chosen patient a queue number. Absent where none can be given: without a patient, on another day, or for
   * a move.
   */
  onNumber?: ((doctor: DoctorsTimes) => void) | undefined;
  /** The id of the doctor whose queue number is being requested; null if none is. */
  numbering: string | null;
}

/** The clinic's doctors with their free times on a day. */
export function ClinicTimes({ doctors, isStale, ...props }: ClinicTimesProps) {
  const t = useTranslations("desk.times");
  if (!doctors) {
    return isStale ? <Banner tone="warning" isLive title={t("missing")} /> : <p role="status" className="text-soft">{t("loading")}</p>;
  }
  if (doctors.length === 0) return <p className="text-soft">{t("noDoctors")}</p>;
  return (
    <div className="grid gap-6">
      {isStale ? <Banner tone="warning" title={t("stale")} /> : null}
      {doctors.map((doctor) => (
        <DoctorTimes key={doctor.id} doctor={doctor} {...props} />
      ))}
    </div>
  );
}
