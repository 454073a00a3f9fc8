import { useLocale } from "next-intl";
import { useRef, type ReactNode } from "react";

import { About } from "@/features/doctor/about";
import { AskedTime } from "@/features/doctor/times/asked-time-gone";
import { DayStrip } from "@/features/doctor/times/day-strip";
import { DayTimes } from "@/features/doctor/times/day-times";
import { Times } from "@/features/doctor/times/times";
import { addDays } from "@/lib/time";

import { bookable, fullDay, problem, takenTime, TODAY, words } from "./data";
import { bookableOf, profile, snapshot } from "./doctor-data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { appears, press } from "./steps";

const nothing = () => undefined;
const NO_ONE = { headingRef: null, askedRef: null, visits: undefined, nextFree: undefined, askedTime: null, onDay: nothing, onLater: nothing, onBack: nothing };
const slotsOf = (id: string) => `/v1/doctors/${id}/slots`;

/** A doctor's public page: the doctor's facts, and the choice of a time. `faces`: the page's head, which only the server renders. */
export function DoctorPage({ faces }: { faces: Record<"full" | "bare", ReactNode> }) {
  const locale = useLocale();
  const { type: name, long } = words[locale];
  const doctor = bookable(locale);
  const [type] = doctor.types;
  const strip = useRef<HTMLDivElement>(null);
  const known = snapshot(locale);
  const days = known.days;
  return (
    <>
      <Group id="doctor" title="A doctor">
        <State name="With a rating, places and texts"><div className="grid gap-8">{faces.full}<About {...profile(locale, true)} /></div></State>
        <State name="With what is required only"><div className="grid gap-8">{faces.bare}<About {...profile(locale, false)} /></div></State>
      </Group>
      <Group id="doctor-choice" title="The choice of a time">
        <State name="Two consultations, not live" reads={{ [slotsOf("picker")]: known }} steps={[appears(".bg-turmeric.size-2")]}>
          <Sides><Times bookable={bookableOf(locale, "picker", [name, long])} query="" /></Sides>
        </State>
        <State name="Failed" reads={{ [slotsOf("failing")]: problem.offline }} steps={[appears("[role=alert]")]}>
          <Sides><Times bookable={bookableOf(locale, "failing", [name])} query="" /></Sides>
        </State>
        <State name="The doctor offers no consultation" steps={[appears("h2 + p, h2 ~ p")]}><Sides><Times bookable={bookableOf(locale, "nothing", [])} query="" /></Sides></State>
        <State name="At two clinics" steps={[appears("ul svg")]}>
          <DayTimes {...NO_ONE} doctor={doctor} type={type} mode="in_person" day={days[0]} clinics={known.clinics} isLoading={false} />
        </State>
        <State name="The link's time is the visitor's own visit">
          <AskedTime visit="visit" doctor={doctor} type={type} mode="online" time={takenTime} isHeld={false} days={[fullDay]} />
        </State>
        <DialogStates>
          <DialogState name="another-day" reads={{ [slotsOf(doctor.id)]: { ...known, days: [fullDay, { ...fullDay, date: addDays(TODAY, 6) }] } }} steps={[press(1), appears("table")]}>
            <DayStrip ref={strip} doctor={doctor} type={type} mode="online" days={days} from={TODAY} to={addDays(TODAY, 6)} first={TODAY} last={addDays(TODAY, 60)} shownDay={TODAY} onDay={nothing} onFrom={nothing} />
          </DialogState>
        </DialogStates>
      </Group>
    </>
  );
}

/** The space beside the choice of a time, which is as wide as a phone. */
function Sides({ children }: { children: ReactNode }) {
  return <div className="px-4 sm:px-0">{children}</div>;
}
