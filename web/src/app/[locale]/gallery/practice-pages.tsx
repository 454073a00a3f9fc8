import { useLocale } from "next-intl";
import type { ComponentProps } from "react";

import { CalendarLink } from "@/features/practice/calendar/calendar-link";
import { Agenda } from "@/features/practice/day/agenda";
import { DayNav } from "@/features/practice/day/day-nav";
import { Lateness } from "@/features/practice/day/lateness";
import { NextPatient } from "@/features/practice/day/next-patient";
import { HoursEditor } from "@/features/practice/hours/hours-editor";
import { LeavePlanner } from "@/features/practice/leave/leave-planner";
import { NotOpen } from "@/features/practice/not-open";
import { ProfileEditor } from "@/features/practice/profile/profile-editor";
import { PlacesContext } from "@/features/practice/shared/place-select";
import { EndDialog, type Ending } from "@/features/practice/shared/visit/end-dialog";
import { VisitPanel } from "@/features/practice/shared/visit/visit-panel";
import { BlockDialog } from "@/features/practice/week/block-dialog";
import { WeekNav } from "@/features/practice/week/week-nav";
import { addDays } from "@/lib/time";

import { appointment, at, ids, NOW, online, problem, refusal, TODAY, words, ZONE } from "./data";
import { doctor, practicePlace, secondPlace } from "./doctor-data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { affected, agenda, exceptions, leave, preview, schedule, visitPatient } from "./staff-data";
import { appears, press, submit, write } from "./steps";

const nothing = () => undefined;
/** The style of a frame that keeps a sticky bar within itself. */
const STILL = "overflow-hidden bg-surface p-6";
const previewed = appears("ol[aria-busy=false] li");
/** Opens Monday, and begins its session earlier. */
const changeHours = [press("summary"), write("[type=time]", "08:00"), previewed];
const saveHours = [press("section[aria-label] button"), press(-1)];
const END_KINDS = ["complete", "missed", "cancel", "reopen"] as const satisfies Ending["kind"][];

/** A doctor's pages in states that follow an action, and their dialogs. */
export function PracticePages() {
  return (
    <>
      <Days />
      <Hours />
      <Leave />
      <Profile />
    </>
  );
}

function Days() {
  const locale = useLocale();
  const day = agenda(locale, "full");
  const visits = day.appointments.map((visit) => (visit.id === "5" ? visit : { ...visit, reason: words[locale].long }));
  const call = { ...appointment(locale, online("https://meet.example.com/visit")), id: "5" };
  const panel = (id: string, close: () => void): ComponentProps<typeof VisitPanel> => ({
    visit: visits.find((visit) => visit.id === id) ?? null, doctorId: ids.doctor, zone: ZONE, now: NOW, onClose: close, onChanged: nothing, onEnd: nothing,
  }); // prettier-ignore
  const free = [{ date: TODAY, starts: [at("18:00"), at("18:30")] }];
  return (
    <>
      <Group id="doctor-days-around" title="Around a doctor's days">
        <State name="The practice is not open yet"><NotOpen name={words[locale].doctor} /></State>
        <State name="The account has no doctor's profile"><NotOpen name={undefined} /></State>
        <State name="Today"><DayNav day={TODAY} today={TODAY} /></State>
        <State name="Another day"><DayNav day={addDays(TODAY, 1)} today={TODAY} /></State>
        <State name="Another week"><WeekNav monday="2027-08-09" current="2027-08-02" /></State>
        <State name="Attendance could not be recorded" calls={[problem.away]} steps={[press("article [data-rac]")]}>
          <Agenda initial={{ ...day, doctor_id: "refused", appointments: visits.slice(3, 4) }} isToday={false} />
        </State>
        <State name="The next visit is online" answers={[[["appointment", "5"], call]]}><NextPatient appointments={visits.filter(({ id }) => id === "5")} now={NOW} zone={ZONE} /></State>
        <State name="The lateness could not be changed" calls={[problem.away]} steps={[press(1)]}><Lateness doctorId={ids.doctor} minutes={15} onChanged={nothing} /></State>
      </Group>
      <Group id="doctor-dialogs" title="A doctor's dialogs">
        <DialogStates>
          <DialogState name="late" steps={[press(0)]}><Lateness doctorId={ids.doctor} minutes={0} onChanged={nothing} /></DialogState>
          <DialogState name="visit-loading">{(close) => <VisitPanel {...panel("3", close)} />}</DialogState>
          <DialogState name="visit-failed" answers={[[["patient-of", "1"], problem.away]]}>{(close) => <VisitPanel {...panel("1", close)} />}</DialogState>
          <DialogState name="visit-online" answers={[[["patient-of", "5"], visitPatient(locale, false)], [["appointment", "5"], call]]}>{(close) => <VisitPanel {...panel("5", close)} />}</DialogState>
          <DialogState name="visit-propose" answers={[[["patient-of", "7"], visitPatient(locale, true)], [["free-times", "7", TODAY], free]]} steps={[press("summary"), press("[name=proposed]")]}>
            {(close) => <VisitPanel {...panel("7", close)} />}
          </DialogState>
          <DialogState name="visit-no-times" answers={[[["patient-of", "7"], visitPatient(locale, true)], [["free-times", "7", TODAY], []]]} steps={[press("summary")]}>
            {(close) => <VisitPanel {...panel("7", close)} />}
          </DialogState>
          {END_KINDS.map((kind) => (
            <DialogState key={kind} name={`end-${kind}`} calls={kind === "complete" ? [problem.away] : []} steps={kind === "complete" ? [press(1)] : []}>
              {(close) => <EndDialog ending={visits[6] ? { appointment: visits[6], kind } : null} visits={visits} zone={ZONE} onClose={close} onEnded={nothing} />}
            </DialogState>
          ))}
          <DialogState name="block" steps={[write("[type=time]", "08:57"), submit]}>{(close) => <BlockDialog {...block(close)} />}</DialogState>
          <DialogState name="block-check" calls={[{ affected_appointments: affected(locale) }]} steps={[submit, press("[value=cancel]")]}>{(close) => <BlockDialog {...block(close)} />}</DialogState>
        </DialogStates>
      </Group>
    </>
  );
}

const block = (close: () => void): ComponentProps<typeof BlockDialog> => ({
  block: { day: "2027-08-06", from: 540, to: 780 }, doctorId: ids.doctor, zone: ZONE, onClose: close, onBlocked: nothing,
}); // prettier-ignore

function Hours() {
  const locale = useLocale();
  const shown = preview(locale);
  const written = { ...schedule, version: 2, affected_appointments: affected(locale) };
  const theirs = { ...schedule, version: 2, rules: schedule.rules.slice(0, 2) };
  const [own, second] = [practicePlace(locale), secondPlace(locale)];
  return (
    <Group id="doctor-hours-changed" title="The doctor's hours are changed">
      <State name="The times of the next days" calls={[shown]} steps={[previewed]}><div className={STILL}><HoursEditor doctorId="previewed" initial={schedule} /></div></State>
      <State name="A day and the limits are open; a session has no time" steps={[press("summary"), press("[aria-labelledby=limits] summary"), write("[type=time]", "")]}>
        <div className={STILL}>
          <PlacesContext value={{ doctorId: ids.doctor, clinics: [own, second] }}><HoursEditor doctorId={ids.doctor} initial={schedule} /></PlacesContext>
        </div>
      </State>
      <State name="Somebody else has saved other hours" calls={[shown, shown, refusal(412, "version-mismatch")]} reads={{ "/v1/doctors/conflict/schedule": theirs }} steps={[previewed, ...changeHours, ...saveHours, appears("dl")]}>
        <div className={STILL}><HoursEditor doctorId="conflict" initial={schedule} /></div>
      </State>
      <State name="They are saved" calls={[shown, shown, written, shown]} steps={[previewed, ...changeHours, ...saveHours, previewed]}>
        <div className={STILL}><HoursEditor doctorId="saved" initial={schedule} /></div>
      </State>
    </Group>
  );
}

function Leave() {
  const locale = useLocale();
  const planner = { zone: ZONE, today: TODAY, initial: [] };
  const confirm = press("[aria-labelledby=check] [data-rac]");
  const added = { ...leave(locale), version: 1 };
  const [first] = affected(locale);
  return (
    <Group id="doctor-leave-added" title="Leave is added">
      <State name="A period that is over" steps={[write("[type=date]", "2027-08-02"), write("[type=date]", "2027-08-02", 1), submit]}><LeavePlanner doctorId="over" {...planner} /></State>
      <State name="Extra hours, at a clinic; no mode is chosen" steps={[press("[value=extra_hours]"), press("[role=group] > :first-child input"), press("[role=group] > :last-child input"), submit]}>
        <PlacesContext value={{ doctorId: ids.doctor, clinics: [practicePlace(locale), secondPlace(locale)] }}><LeavePlanner doctorId="extra" {...planner} /></PlacesContext>
      </State>
      <State name="No visit is affected" calls={[{ affected_appointments: [] }]} steps={[submit]}><LeavePlanner doctorId="nobody" {...planner} /></State>
      <State name="It could not be added" calls={[{ affected_appointments: affected(locale) }, problem.away]} steps={[submit, confirm]}><LeavePlanner doctorId="refused" {...planner} /></State>
      <State name="It is added; visits are being cancelled" calls={[{ affected_appointments: affected(locale) }, { ...added, affected_appointments: [first, { ...first, id: "cancelled", status: "cancelled" }] }]} steps={[submit, press("[value=cancel]"), confirm]}>
        <LeavePlanner doctorId="added" {...planner} />
      </State>
      <DialogStates>
        <DialogState name="leave-delete" steps={[press(0)]}><LeavePlanner doctorId="deleted" {...planner} initial={exceptions(locale)} /></DialogState>
        <DialogState name="extra-hours-delete" calls={[problem.away]} steps={[press(1), press(1)]}><LeavePlanner doctorId="undeleted" {...planner} initial={exceptions(locale)} /></DialogState>
      </DialogStates>
    </Group>
  );
}

function Profile() {
  const locale = useLocale();
  const record = doctor(locale);
  return (
    <Group id="doctor-profile" title="The doctor's profile and calendar">
      <State name="Wrong entries" steps={[write("[type=url]", "meet"), write("[inputmode=decimal]", "")]}><ProfileEditor initial={record} tag={null} /></State>
      <State name="Saved" calls={[{ ...record, consultation_types: record.consultation_types.slice(0, 1) }]} steps={[submit]}><ProfileEditor initial={record} tag={null} /></State>
      <State name="Somebody else has changed it" calls={[refusal(412, "version-mismatch")]} steps={[submit]}><ProfileEditor initial={{ ...record, consultation_types: record.consultation_types.slice(0, 1) }} tag={null} /></State>
      <State name="No calendar"><CalendarLink doctorId={ids.doctor} initial={null} /></State>
      <State name="Calendar"><CalendarLink doctorId={ids.doctor} initial="https://amrutam.example.com/v1/calendar/4f7k92mqx8rt3nvdp2wz7hcb.ics" /></State>
      <DialogStates>
        <DialogState name="calendar-renew" steps={[press(-2)]}><CalendarLink doctorId={ids.doctor} initial="https://amrutam.example.com" /></DialogState>
        <DialogState name="calendar-end" calls={[problem.away]} steps={[press(-1), press(1)]}><CalendarLink doctorId={ids.doctor} initial="https://amrutam.example.com" /></DialogState>
      </DialogStates>
    </Group>
  );
}
