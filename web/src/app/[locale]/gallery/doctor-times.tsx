import { useLocale } from "next-intl";
import { useRef, type ComponentProps } from "react";

import { AskedTimeGone } from "@/features/doctor/times/asked-time-gone";
import { DayStrip } from "@/features/doctor/times/day-strip";
import { DayTimes } from "@/features/doctor/times/day-times";
import { Freshness } from "@/features/doctor/times/freshness";
import { NothingOffered } from "@/features/doctor/times/nothing-offered";
import { TimesFailed } from "@/features/doctor/times/times-failed";
import { addDays } from "@/lib/time";

import { ago, askedTime, bookable, fullDay, ownVisits, problem, takenDay, takenTime, TODAY } from "./data";
import { Group, State } from "./frame";

const nothing = () => undefined;

/** A doctor's times in each state. */
export function DoctorTimes() {
  const doctor = bookable(useLocale());
  const [type] = doctor.types;
  const [heading, asked, strip] = [useRef<HTMLHeadingElement>(null), useRef<HTMLButtonElement>(null), useRef<HTMLDivElement>(null)];
  const days: Omit<ComponentProps<typeof DayTimes>, "day"> = {
    headingRef: heading, askedRef: asked, doctor, type, mode: "online", clinics: [], visits: undefined, isLoading: false, nextFree: undefined,
    askedTime: null, onDay: nothing, onLater: nothing, onBack: nothing,
  }; // prettier-ignore
  const row: Omit<ComponentProps<typeof DayStrip>, "days"> = {
    ref: strip, doctor, type, mode: "online", from: TODAY, to: addDays(TODAY, 6), first: TODAY, last: addDays(TODAY, 60), shownDay: TODAY,
    onDay: nothing, onFrom: nothing,
  }; // prettier-ignore
  return (
    <>
      <Group id="doctor-days" title="A doctor's days">
        <State name="Loading"><DayStrip {...row} days={undefined} /></State>
        <State name="Free and taken days"><DayStrip {...row} days={[fullDay, { ...takenDay, date: addDays(TODAY, 1) }]} /></State>
        <State name="Live"><Freshness isLive updatedAt={ago(0)} /></State>
        <State name="Not live"><div data-not-live=""><Freshness isLive={false} updatedAt={ago(40)} /></div></State>
        <State name="Failed"><TimesFailed error={problem.away} onRetry={nothing} /></State>
        <State name="No connection"><TimesFailed error={problem.offline} onRetry={nothing} /></State>
      </Group>
      <Group id="doctor-times" title="A doctor's times">
        <State name="Loading"><DayTimes {...days} day={undefined} isLoading /></State>
        <State name="No day with available times"><DayTimes {...days} day={undefined} /></State>
        <State name="Free, held by another, taken, held by the visitor, to be moved, asked for by a link, the visitor's own visit">
          <DayTimes {...days} day={fullDay} askedTime={askedTime} visits={ownVisits} />
        </State>
        <State name="No later day can be booked"><DayTimes {...days} day={undefined} onLater={undefined} /></State>
        <State name="No consultation is offered"><NothingOffered doctor={doctor} /></State>
        <State name="The appointment's consultation is not offered"><NothingOffered doctor={{ ...doctor, moves: "visit" }} /></State>
        <State name="All taken"><DayTimes {...days} day={takenDay} nextFree={addDays(TODAY, 2)} /></State>
        <State name="The link's time is held"><AskedTimeGone doctor={doctor} type={type} mode="online" time={takenTime} isHeld days={[fullDay]} /></State>
        <State name="The link's time is taken"><AskedTimeGone doctor={doctor} type={type} mode="online" time={takenTime} isHeld={false} days={[fullDay]} /></State>
      </Group>
    </>
  );
}
