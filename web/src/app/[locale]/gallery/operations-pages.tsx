import { useLocale } from "next-intl";

import { AppointmentSearch } from "@/features/operations/appointment-search";
import { ClinicForm } from "@/features/operations/clinics/clinic-form";
import { Closing } from "@/features/operations/clinics/closing";
import { DeskThere } from "@/features/operations/clinics/desk-there";
import { DoctorsThere } from "@/features/operations/clinics/doctors-there";
import { Holidays } from "@/features/operations/clinics/holidays";
import { LiveTiles } from "@/features/operations/live-tiles";
import { DayFigures } from "@/features/operations/overview/day-figures";
import { DoctorFigures } from "@/features/operations/overview/doctor-figures";
import { NextAvailable } from "@/features/operations/overview/next-available";
import { Today } from "@/features/operations/overview/today";
import { ReadList } from "@/features/operations/read-list";
import { SettingForm } from "@/features/operations/settings/setting-form";
import { SettingHistory } from "@/features/operations/settings/setting-history";
import { Invitation } from "@/features/operations/staff/invitation";
import { StaffDialog } from "@/features/operations/staff/staff-dialog";
import { languageChoices } from "@/lib/languages";

import { ids, problem, reference, refusal, sessions, words, ZONE } from "./data";
import { holidays } from "./desk-data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { days, doctorFigures, liveTiles, nextAvailable } from "./operations-data";
import { clinic, doctorsFound, settings, staff, visitQuestion, visitsFound } from "./staff-data";
import { press, submit, write } from "./steps";

const upcoming = { visits: 3, first: "2027-08-05T04:30:00Z", last: "2027-08-20T04:30:00Z" };
const noVisits = { visits: 0, first: null, last: null };

/** The administrators' pages of figures, clinics, staff and searches. */
export function OperationsPages() {
  const locale = useLocale();
  const [setting] = settings;
  return (
    <>
      <Group id="overview" title="The overview">
        <State name="Today"><Today days={days} /></State>
        <State name="Thirty days"><DayFigures days={days} /></State>
        <State name="The next times"><NextAvailable specializations={nextAvailable} zone={ZONE} /></State>
      </Group>
      <Group id="overview-doctors" title="Doctors in the overview">
        <State name="More than are shown"><DoctorFigures doctors={doctorFigures(locale)} /></State>
        <State name="None"><DoctorFigures doctors={[]} /></State>
      </Group>
      <Group id="live-figures" title="Live figures">
        {(["good", "worrying", "unknown"] as const).map((kind) => <State key={kind} name={kind}><LiveTiles initial={liveTiles[kind]} /></State>)}
      </Group>
      <Group id="operations-search" title="Searches of administrators">
        <Searches />
        <State name="No read of a record"><ReadList reads={[]} /></State>
        <State name="A setting out of its range" steps={[write("input", "1000"), submit]}>{setting ? <SettingForm setting={setting} /> : null}</State>
        <State name="Somebody else has changed it" calls={[refusal(412, "version-mismatch")]} steps={[submit]}>{setting ? <SettingForm setting={setting} /> : null}</State>
        <State name="No change of a setting"><SettingHistory page={{ items: [], next_cursor: null }} isNewest /></State>
      </Group>
      <Group id="staff" title="Staff">
        <State name="An invitation without an address" steps={[submit]}><Invitation /></State>
        <State name="The address is taken" calls={[refusal(409, "address-taken")]} steps={[write("input", "desk@example.com"), submit]}><Invitation /></State>
        <DialogStates>
          <DialogState name="staff-loading">{(close) => <StaffDialog person={staff[1] ?? null} onClose={close} />}</DialogState>
          <DialogState name="staff-sessions" answers={[[["staff-sessions", "desk"], { items: sessions }]]}>{(close) => <StaffDialog person={staff[2] ?? null} onClose={close} />}</DialogState>
          <DialogState name="staff-disable" answers={[[["staff-sessions", "doctor"], { items: [] }]]} calls={[problem.away]} steps={[press(-1), press(1)]}>
            {(close) => <StaffDialog person={staff[1] ?? null} onClose={close} />}
          </DialogState>
        </DialogStates>
      </Group>
      <ClinicPages />
    </>
  );
}

function Searches() {
  const locale = useLocale();
  const found = [["doctors", "an"], doctorsFound(locale, 2)] as const;
  const byName = [press("[value=doctor]"), write("[type=text]", "an"), submit];
  return (
    <>
      <State name="By booking number" answers={[[["appointments", { reference: "AMR-K7QM-29XD" }], visitsFound(locale)]]} steps={[write("[type=text]", visitQuestion.reference), submit]}>
        <AppointmentSearch doctor={null} />
      </State>
      <State name="By doctor: which one" answers={[found]} steps={byName}><AppointmentSearch doctor={null} /></State>
      <State name="By doctor: none" answers={[[["doctors", "an"], doctorsFound(locale, 0)]]} steps={byName}><AppointmentSearch doctor={null} /></State>
      <State name="By doctor: failed" answers={[[["doctors", "an"], problem.away]]} steps={byName}><AppointmentSearch doctor={null} /></State>
    </>
  );
}

function ClinicPages() {
  const locale = useLocale();
  const known = { cities: reference(locale).cities, languages: languageChoices(locale).slice(0, 6) };
  const own = clinic(locale);
  const closed = { ...own, closed_at: "2027-08-01T04:30:00Z" };
  const there = [{ id: ids.doctor, name: words[locale].doctor, specialization: words[locale].field, approved: true }];
  const desk = [{ id: "desk", email: "desk@example.com", disabled: false }, { id: "old", email: "ananya.krishnamurthy.kayachikitsa@banyanayurveda.example.com", disabled: true }];
  return (
    <>
      <Group id="clinic" title="A clinic">
        <State name="Open"><Closing clinic={own} tag={null} upcoming={upcoming} /></State>
        <State name="Closed"><Closing clinic={closed} tag={null} upcoming={upcoming} /></State>
        <State name="A new clinic; the languages are open" steps={[press("summary")]}><ClinicForm {...known} /></State>
        <State name="It could not be saved" calls={[problem.away]} steps={[submit]}><ClinicForm clinic={own} {...known} /></State>
        <DialogStates>
          <DialogState name="clinic-close" steps={[press(0)]}><Closing clinic={own} tag={null} upcoming={upcoming} /></DialogState>
          <DialogState name="clinic-open" calls={[problem.away]} steps={[press(0), press(1)]}><Closing clinic={closed} tag={null} upcoming={noVisits} /></DialogState>
        </DialogStates>
      </Group>
      <Group id="clinic-people" title="A clinic's holidays and people">
        <State name="No holiday"><Holidays clinicId={ids.clinic} zone={ZONE} initial={{ items: [], history: [] }} /></State>
        <State name="Holidays with their history; one could not be removed" calls={[problem.away]} steps={[press("summary"), press(0)]}><Holidays clinicId={ids.clinic} zone={ZONE} initial={holidays(locale)} /></State>
        <State name="No doctor"><DoctorsThere clinicId={ids.clinic} doctors={[]} /></State>
        <State name="A doctor, and a search for another" answers={[[["doctors", "an"], doctorsFound(locale, 1)]]} steps={[write("[name=words]", "an"), submit]}>
          <DoctorsThere clinicId={ids.clinic} doctors={there} />
        </State>
        <State name="Nobody at the desk"><DeskThere clinicId={ids.clinic} desk={[]} staff={[]} /></State>
        <State name="Accounts at the desk; one could not be removed" calls={[problem.away]} steps={[press(0)]}><DeskThere clinicId={ids.clinic} desk={desk} staff={[{ id: "third", email: "third@example.com" }]} /></State>
      </Group>
    </>
  );
}
