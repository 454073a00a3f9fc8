import { useLocale } from "next-intl";

import { AppointmentFacts } from "@/features/operations/appointment-facts";
import { AppointmentResults } from "@/features/operations/appointment-results";
import { ClinicList } from "@/features/operations/clinics/clinic-list";
import { DirectoryList } from "@/features/operations/doctors/directory-list";
import { Handover } from "@/features/operations/doctors/handover";
import { History } from "@/features/operations/history";
import { ReadList } from "@/features/operations/read-list";
import { SettingGroups } from "@/features/operations/settings/setting-groups";
import { SettingHistory } from "@/features/operations/settings/setting-history";
import { StaffList } from "@/features/operations/staff/staff-list";

import { appointment, words, ZONE } from "./data";
import { Group, State } from "./frame";
import { clinic, directory, events, reads, settingChanges, settings, staff, upcoming, visitQuestion, visitsFound } from "./staff-data";

/** The administrators' lists, a visit with its history, and a handover. */
export function Operations() {
  const locale = useLocale();
  const results = (isEmpty: boolean) => [[["appointments", visitQuestion], visitsFound(locale, isEmpty)]] as const;
  const leaving = { name: words[locale].doctor, zone: ZONE };
  return (
    <>
      <Group id="operations-lists" title="The administrators' lists">
        <State name="Doctors"><DirectoryList doctors={directory(locale)} /></State>
        <State name="Clinics"><ClinicList page={{ items: [clinic(locale)], next_cursor: "more" }} isClosed={false} /></State>
        <State name="No closed clinic"><ClinicList page={{ items: [], next_cursor: null }} isClosed /></State>
        <State name="Staff"><StaffList staff={staff} ownId="own" /></State>
        <State name="Reads of records"><ReadList reads={reads(locale)} /></State>
      </Group>
      <Group id="operations-visits" title="Visits for administrators">
        <State name="Found" answers={results(false)}><AppointmentResults question={visitQuestion} /></State>
        <State name="None found" answers={results(true)}><AppointmentResults question={visitQuestion} /></State>
        <State name="Searching"><AppointmentResults question={visitQuestion} /></State>
        <State name="A visit"><AppointmentFacts appointment={appointment(locale)} /></State>
        <State name="Its history"><div className="ps-2"><History events={events(locale)} zone={ZONE} /></div></State>
      </Group>
      <Group id="settings" title="Limits and times">
        <State name="One of them changed"><div className="grid gap-6"><SettingGroups settings={settings} /></div></State>
        <State name="The history"><SettingHistory page={settingChanges} isNewest={false} /></State>
      </Group>
      <Group id="handover" title="Visits handed over">
        <State name="Not every patient has answered"><Handover doctorId="leaving" {...leaving} initial={upcoming(locale)} /></State>
        <State name="No visit is left"><Handover doctorId="gone" {...leaving} initial={upcoming(locale, true)} /></State>
      </Group>
    </>
  );
}
