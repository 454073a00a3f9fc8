import { useLocale } from "next-intl";

import { DayBoard } from "@/features/desk/day-board";
import { PatientChoices } from "@/features/desk/patient-choices";
import { QueueBoard } from "@/features/desk/queue-board";
import { Receipt } from "@/features/desk/receipt";
import { AppointmentFacts } from "@/features/operations/appointment-facts";
import { AppointmentResults } from "@/features/operations/appointment-results";
import { Handover } from "@/features/operations/doctors/handover";
import { NextPatient } from "@/features/practice/day/next-patient";

import { appointment, ids, words, ZONE } from "./data";
import { Group, State } from "./frame";
import { agenda, clinic, clinicDay, payment, queue, upcoming, visitsFound } from "./staff-data";

const patient = { id: ids.patient, name: "" };
const question = { reference: "K7QM-UNNAMED" };
const nothing = () => undefined;

/** The staff's screens with a patient who has not given a name. */
export function Unnamed() {
  const locale = useLocale();
  const unnamed = <Visit extends object>(visits: readonly Visit[]) => visits.slice(-1).map((visit) => ({ ...visit, patient }));
  const [day, numbers, leaving] = [clinicDay(locale), queue(locale), upcoming(locale)];
  const found = { pageParams: [null], pages: [{ next_cursor: null, items: unnamed(visitsFound(locale).pages[0]?.items ?? []) }] };
  return (
    <Group id="unnamed" title="A patient without a name">
      <State name="The doctor's next patient">
        <NextPatient appointments={unnamed(agenda(locale, "full").appointments)} now={0} zone={ZONE} />
      </State>
      <State name="The desk's day"><DayBoard initial={{ ...day, clinic_id: "unnamed", appointments: unnamed(day.appointments) }} /></State>
      <State name="The desk's queue"><QueueBoard initial={{ ...numbers, clinic_id: "unnamed", tickets: unnamed(numbers.tickets) }} /></State>
      <State name="The desk's choice"><PatientChoices patients={[{ ...patient, phone: "+91 98470 11223", birth_date: null }]} onChoose={nothing} /></State>
      <State name="A receipt"><Receipt payment={{ ...payment(locale), patient }} clinic={clinic(locale)} /></State>
      <State name="Found by an administrator" answers={[[["appointments", question], found]]}><AppointmentResults question={question} /></State>
      <State name="A visit"><AppointmentFacts appointment={appointment(locale, { patient })} /></State>
      <State name="Handed over">
        <Handover doctorId="unnamed" name={words[locale].doctor} zone={ZONE} initial={{ ...leaving, items: leaving.items.slice(-1).map((visit) => ({ ...visit, patient_name: "" })) }} />
      </State>
    </Group>
  );
}
