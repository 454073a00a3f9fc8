"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { useRouter } from "@/i18n/navigation";
import { usePatientName } from "@/lib/use-patient-name";
import { useRepeatable } from "@/lib/use-repeatable";

import { BookBar } from "./book-bar";
import { Booked, Numbered } from "./booked";
import { book, choiceOf, hold } from "./booking";
import { ClinicTimes } from "./clinic-times";
import { PatientFinder } from "./patient-finder";
import type { ChosenTime, Patient, Ticket } from "./types";

const EVERY_MS = 4000;

interface BookerProps {
  clinicName: string;
  initial: Schemas["ClinicTimes"];
  isToday: boolean;
  /** The appointment to move; null for a new booking. */
  moved: Schemas["AppointmentView"] | null;
  days: ReactNode;
}

/**
 * The steps of a booking at the desk: select the patient and the time, then book. For today it can also give the
 * patient a queue number.
 */
export function Booker({ clinicName, initial, isToday, moved, days }: BookerProps) {
  const [t, nameOf] = [useTranslations("desk"), usePatientName()];
  const { clinic_id: clinicId, date, time_zone: zone } = initial;
  const [patient, setPatient] = useState<Patient | null>(moved?.patient ?? null);
  // `turn` is a new number for each choice. As the key of the bar with the button that books, it moves the focus there.
  const [chosen, setChosen] = useState<{ time: ChosenTime; turn: number } | null>(null);
  const [why, setWhy] = useState("");
  const [typeId, setType] = useState<string>();
  const times = useQuery({
    queryKey: ["times", clinicId, date, typeId],
    queryFn: () => {
      const query = { date, ...(typeId && { consultation_type_id: typeId }) };
      return answer(api.GET("/v1/clinics/{clinic_id}/times", { params: { path: { clinic_id: clinicId }, query }, headers: PASSIVE }));
    },
    // Until the times of another consultation type are known, the page keeps those of the same day, never those of another day.
    ...(typeId ? { placeholderData: (shown: Schemas["ClinicTimes"] | undefined) => (shown?.date === date ? shown : undefined) } : { initialData: initial }),
    refetchInterval: EVERY_MS,
  });
  const booking = useRepeatable({
    entries: choiceOf,
    begin: hold,
    send: book,
    onSettled: () => void times.refetch(),
    onError: (error) => {
      if (isProblem(error, "slot-taken")) setChosen(null);
    },
  });
  const number = useRepeatable({
    send: (body: { doctor_id: string; patient_id: string }, key) =>
      answer(api.POST("/v1/clinics/{clinic_id}/queue", { params: { path: { clinic_id: clinicId }, header: { "Idempotency-Key": key } }, body })),
  });
  const router = useRouter();
  const again = () => {
    if (moved) {
      // On this page each booking moves the appointment that the URL names, so a new booking needs another page.
      router.push(`/desk/book?clinic=${clinicId}&date=${date}`);
      return;
    }
    booking.reset();
    number.reset();
    setChosen(null);
    setPatient(null);
    setWhy("");
  };
  if (booking.data) return <Booked appointment={booking.data} clinicId={clinicId} isMoved={moved !== null} onAgain={again} />;
  if (number.data) return <Numbered ticket={number.data satisfies Ticket} clinicId={clinicId} onAgain={again} />;
  const doctors = times.data?.doctors.filter(({ id }) => moved === null || id === moved.doctor.id);
  return (
    <>
      <div className="grid gap-8 lg:grid-cols-[22rem_minmax(0,1fr)] lg:items-start">
        <section aria-labelledby="desk-patient">
          <h2 id="desk-patient" className="mb-3 text-xl">
            {t("find.title")}
          </h2>
          {patient ? (
            <div className="flex items-center justify-between gap-3 rounded-md border border-neem bg-neem-tint px-4 py-2">
              <p className="min-w-0">
                <span className="block font-semibold">{nameOf(patient)}</span>
                <span className="text-sm" data-numbers>
                  {patient.phone}
                </span>
              </p>
              {moved ? null : (
                <Button kind="quiet" onPress={() => setPatient(null)}>
                  {t("find.change")}
                </Button>
              )}
            </div>
          ) : (
            <PatientFinder clinicId={clinicId} onChoose={setPatient} />
          )}
        </section>
        <section aria-labelledby="desk-time">
          <h2 id="desk-time" className="mb-3 text-xl">
            {t("times.title")}
          </h2>
          {days}
          {isProblem(number.error, "already-in-queue") ? (
            <Banner tone="warning" isLive className="mb-4" title={t("book.already", { number: Number(number.error.extra.number) })} />
          ) : null}
          <ClinicTimes
            doctors={doctors}
            date={date}
            zone={zone}
            isToday={isToday}
            isStale={times.isError}
            chosen={chosen?.time ?? null}
            onType={(id) => {
              setType(id);
              setChosen(null);
            }}
            onChoose={(time) => {
              booking.reset();
              setChosen({ time, turn: (chosen?.turn ?? 0) + 1 });
            }}
            onNumber={isToday && patient && !moved ? (doctor) => number.mutate({ doctor_id: doctor.id, patient_id: patient.id }) : undefined}
            numbering={number.isPending ? number.variables.doctor_id : null}
          />
        </section>
      </div>
      <BookBar
        key={chosen?.turn ?? 0}
        clinicName={clinicName}
        patient={patient}
        time={chosen?.time ?? null}
        zone={zone}
        isMove={moved !== null}
        isPending={booking.isPending}
        error={booking.error ?? (isProblem(number.error, "already-in-queue") ? null : number.error)}
        isUnsure={booking.error ? booking.isUnsure : number.isUnsure}
        why={why}
        onWhy={setWhy}
        onBook={() => {
          if (patient && chosen) booking.mutate({ clinicId, patientId: patient.id, time: chosen.time, why: why.trim(), moves: moved?.id ?? null });
        }}
      />
    </>
  );
}
