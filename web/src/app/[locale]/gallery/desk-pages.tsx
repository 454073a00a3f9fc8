import { useLocale } from "next-intl";
import type { ComponentProps } from "react";

import { Booker } from "@/features/desk/booker";
import { CancelDialog } from "@/features/desk/cancel-dialog";
import { ClinicTimes } from "@/features/desk/clinic-times";
import { Clinics } from "@/features/desk/clinics";
import { ClosedDays } from "@/features/desk/closed-days";
import { DeskDays } from "@/features/desk/desk-days";
import { Displays, Made } from "@/features/desk/displays";
import { PayDialog } from "@/features/desk/pay-dialog";
import { PaymentList } from "@/features/desk/payment-list";
import { PrintButton } from "@/features/desk/print-button";
import { QueueBoard } from "@/features/desk/queue-board";
import { ReversePaymentDialog } from "@/features/desk/reverse-payment-dialog";
import { addDays } from "@/lib/time";

import { appointment, fee, ids, problem, refusal, refusalOf, TODAY, words, ZONE } from "./data";
import { clinics, displays, fewTimes, holidays, patients, payments, ticket, times } from "./desk-data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { clinic, clinicDay, payment, queue } from "./staff-data";
import { appears, press, submit, write } from "./steps";

const nothing = () => undefined;
const search = write("[type=search]", "ra");
const findPatient = [search, press("[aria-labelledby=desk-patient] ul button")];
const chooseTime = press("[aria-labelledby=desk-time] [aria-pressed]");
const takeNumber = press("[aria-labelledby=desk-time] section button + button");
const book = press(-1);
const newPatient = [write("[type=search]", "98470"), press("[aria-labelledby=desk-patient] button")];

/** The desk's pages for booking, payments and displays, and its dialogs. */
export function DeskPages() {
  const locale = useLocale();
  return (
    <>
      <DeskBooking />
      <DeskBooked />
      <Group id="desk-around" title="Around the desk's pages">
        <State name="Clinics of the account"><Clinics clinics={clinics(locale)} current={ids.clinic} label="Clinics" href={(id) => `/desk?clinic=${id}`} /></State>
        <State name="Today"><DeskDays path="/desk" clinic={clinic(locale)} date={TODAY} /></State>
        <State name="Tomorrow; only later days"><DeskDays path="/desk/book" clinic={clinic(locale)} date={addDays(TODAY, 1)} isAhead /></State>
        <State name="A holiday, and later holidays with visits">
          <ClosedDays clinicId={ids.clinic} date={TODAY} holiday={words[locale].long} holidays={holidays(locale).items} />
        </State>
        <State name="A queue number was changed by somebody else" calls={[refusal(409, "ticket-moved-on")]} steps={[press(0)]} reads={{ "/v1/clinics/moved-on/queue": { ...queue(locale, true), clinic_id: "moved-on" } }}>
          <QueueBoard initial={{ ...queue(locale), clinic_id: "moved-on" }} />
        </State>
      </Group>
      <DeskMoney />
      <Group id="desk-displays" title="The desk's displays">
        <State name="None; the name is missing" steps={[submit]}><Displays clinicId={ids.clinic} zone={ZONE} displays={[]} /></State>
        <State name="Two"><Displays clinicId={ids.clinic} zone={ZONE} displays={displays(locale)} /></State>
        <State name="A new one"><Made address="https://amrutam.example.com/en/display#4f7k92mqx8rt3nvdp2wz7hcb" /></State>
        <DialogStates>
          <DialogState name="display-remove" steps={[press(1)]}><Displays clinicId={ids.clinic} zone={ZONE} displays={displays(locale)} /></DialogState>
        </DialogStates>
      </Group>
    </>
  );
}

interface BookProps extends Pick<ComponentProps<typeof State>, "name" | "calls" | "steps"> {
  /** The clinic's id, which differs from those of other states. */
  id: string;
  initial?: ComponentProps<typeof Booker>["initial"];
  moved?: ComponentProps<typeof Booker>["moved"];
  /** Whether a search finds patients. */
  isFound?: boolean;
}

/** A booking at the desk. */
function Book({ id, initial, moved = null, isFound = true, ...acting }: BookProps) {
  const locale = useLocale();
  const answers = [[["patients", id, "ra"], { items: isFound ? patients(locale) : [] }], [["patients", id, "98470"], { items: [] }]] as const;
  return (
    <State {...acting} answers={answers}>
      <div className="overflow-hidden px-4 sm:px-0">
        <Booker clinicName={words[locale].clinic} initial={initial ?? fewTimes(locale, id)} isToday moved={moved} days={<DeskDays path="/desk/book" clinic={clinic(locale)} date={TODAY} isAhead />} />
      </div>
    </State>
  );
}

function DeskBooking() {
  const locale = useLocale();
  const noTimes = (id: string) => ({ id, initial: { ...fewTimes(locale, id), doctors: [] } });
  const known = refusal(409, "phone-known", { patients: patients(locale).slice(0, 1) });
  const named = [...newPatient, write("input", words[locale].patient), submit];
  return (
    <Group id="desk-book" title="The desk books">
      <Book name="No patient yet" id="begin" initial={times(locale, "begin")} />
      <Book name="Patients are found" {...noTimes("found")} steps={[search, appears("ul button")]} />
      <Book name="Nobody is found" {...noTimes("nobody")} isFound={false} steps={[search, appears("[role=status]:not(:empty)")]} />
      <Book name="A new patient; the name is missing" {...noTimes("new")} steps={[...newPatient, submit]} />
      <Book name="The telephone number is wrong" {...noTimes("wrong")} calls={[refusalOf("phone")]} steps={named} />
      <Book name="The telephone number is known" {...noTimes("known")} calls={[known]} steps={named} />
      <State name="Times that could not be refreshed">
        <ClinicTimes doctors={fewTimes(locale, "stale").doctors} date={TODAY} zone={ZONE} isToday isStale chosen={null} numbering={null} onType={nothing} onChoose={nothing} />
      </State>
    </Group>
  );
}

function DeskBooked() {
  const locale = useLocale();
  return (
    <Group id="desk-booked" title="The desk has booked">
      <Book name="Patient and time are chosen" id="chosen" steps={[...findPatient, chooseTime]} />
      <Book name="A time that is not offered; its reason is missing" id="override" steps={[...findPatient, press("summary"), write("[type=time]", "21:00"), submit, book]} />
      <Book name="Somebody else has the time" id="taken" calls={[refusal(409, "slot-taken")]} steps={[...findPatient, chooseTime, book]} />
      <Book name="The patient has another visit then" id="busy" calls={[refusal(409, "patient-busy")]} steps={[...findPatient, chooseTime, book]} />
      <Book name="Booked" id="done" calls={[{ id: "hold" }, appointment(locale)]} steps={[...findPatient, chooseTime, book]} />
      <Book name="A number in the queue" id="number" calls={[ticket(locale)]} steps={[...findPatient, takeNumber]} />
      <Book name="The patient has a number already" id="already" calls={[refusal(409, "already-in-queue", { number: 7 })]} steps={[...findPatient, takeNumber]} />
      <Book name="A visit is moved" id="move" moved={appointment(locale)} />
    </Group>
  );
}

function DeskMoney() {
  const locale = useLocale();
  const paying = { name: words[locale].patient, due: fee, body: { appointment_id: "visit" } };
  const [visit] = clinicDay(locale).appointments;
  return (
    <Group id="desk-payments" title="The desk's payments">
      <State name="None"><PaymentList initial={payments(locale, true)} /></State>
      <State name="Paid, reversed, and the reversal"><PaymentList initial={payments(locale)} /></State>
      <State name="A receipt can be printed"><PrintButton /></State>
      <DialogStates>
        <DialogState name="pay" steps={[write("input", "0"), submit]}>{(close) => <PayDialog clinicId={ids.clinic} paying={paying} onClose={close} onPaid={nothing} />}</DialogState>
        <DialogState name="paid" calls={[payment(locale)]} steps={[submit]}>{(close) => <PayDialog clinicId={ids.clinic} paying={paying} onClose={close} onPaid={nothing} />}</DialogState>
        <DialogState name="reverse" steps={[press(1)]}>{(close) => <ReversePaymentDialog clinicId={ids.clinic} payment={payment(locale)} onClose={close} onDone={nothing} />}</DialogState>
        <DialogState name="desk-cancel" calls={Array.from({ length: 5 }, () => problem.away)} steps={[press(1)]}>{(close) => <CancelDialog visit={visit ?? null} zone={ZONE} onClose={close} onEnded={nothing} />}</DialogState>
      </DialogStates>
    </Group>
  );
}
