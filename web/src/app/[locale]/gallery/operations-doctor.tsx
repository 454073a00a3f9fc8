import { useLocale } from "next-intl";

import { DoctorAccount } from "@/features/operations/doctors/account";
import { Approval } from "@/features/operations/doctors/approval";
import { ClinicsOf } from "@/features/operations/doctors/clinics-of";
import { DirectoryList } from "@/features/operations/doctors/directory-list";
import { DirectorySearch } from "@/features/operations/doctors/directory-search";
import { DoctorForm } from "@/features/operations/doctors/doctor-form";
import { DoctorHeading } from "@/features/operations/doctors/doctor-heading";
import { DoctorHistory } from "@/features/operations/doctors/doctor-history";
import { Handover } from "@/features/operations/doctors/handover";
import { Readiness } from "@/features/operations/doctors/readiness";
import { Rush } from "@/features/operations/doctors/rush";
import { Suspension } from "@/features/operations/doctors/suspension";
import { DoctorProfile } from "@/features/operations/doctor-profile";
import { languageChoices } from "@/lib/languages";

import { ids, problem, reference, refusal, words, ZONE } from "./data";
import { doctor } from "./doctor-data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { counts, doctorAccounts, history, known, rushes } from "./operations-data";
import { clinic, doctorsFound, upcoming } from "./staff-data";
import { press, submit, write } from "./steps";

const nothing = () => undefined;

/** The administrators' pages about one doctor. */
export function OperationsDoctor() {
  const locale = useLocale();
  const record = doctor(locale);
  const about = { doctorId: ids.doctor, name: record.name, zone: ZONE };
  return (
    <>
      <Group id="directory" title="The directory of doctors">
        <State name="A search by state"><DirectorySearch q="an" state="waiting" counts={counts} /></State>
        <State name="No doctor"><DirectoryList doctors={[]} /></State>
        <State name="No doctor is found"><DirectoryList doctors={[]} q="an" /></State>
        <State name="A doctor's heading"><DoctorHeading doctor={record} state="suspended" /></State>
      </Group>
      <Group id="approval" title="Approval of a doctor">
        <State name="Approved"><Approval {...about} known={known("approved")} /></State>
        {(["draft", "waiting", "suspended"] as const).map((state) => (
          <State key={state} name={state}><Approval {...about} known={known(state, { upcoming: state === "suspended" ? 2 : 0 })} /></State>
        ))}
        <State name="A suspension: visits are loading"><Suspension {...about} doctorId="loading" onClose={nothing} /></State>
        <State name="No visit" answers={suspension("none", upcoming(locale, true))}><Suspension {...about} doctorId="none" onClose={nothing} /></State>
        <State name="Visits are cancelled; it failed" answers={suspension("visits", upcoming(locale))} calls={[problem.away]} steps={[press("[value=cancel]"), press(0)]}>
          <Suspension {...about} doctorId="visits" onClose={nothing} />
        </State>
        <State name="Visits could not be read" answers={suspension("failed", problem.away)}><Suspension {...about} doctorId="failed" onClose={nothing} /></State>
        <DialogStates>
          <DialogState name="approve-draft" steps={[press(0)]}><Approval {...about} known={known("draft")} /></DialogState>
          <DialogState name="approve-again" calls={[problem.away]} steps={[press(0), press(1)]}><Approval {...about} known={known("suspended")} /></DialogState>
        </DialogStates>
      </Group>
      <Group id="doctor-facts" title="A doctor for administrators">
        <State name="Nothing is ready"><Readiness doctor={{ ...record, bio: "", consultation_types: [], clinics: [], address: "" }} known={known("draft")} /></State>
        <State name="Everything is ready"><Readiness doctor={record} known={known("waiting", { weekly_hours: 20, account: doctorAccounts.active })} /></State>
        <State name="Record"><DoctorProfile doctor={record} /></State>
        <State name="History"><DoctorHistory events={history} /></State>
        <State name="Clinics; none other exists"><ClinicsOf doctor={record} clinics={[clinic(locale)]} /></State>
        <State name="Another clinic can be added; one could not be removed" calls={[problem.away]} steps={[press("ul [data-rac]")]}><ClinicsOf doctor={record} clinics={[{ ...clinic(locale), id: "other" }]} /></State>
      </Group>
      <Group id="doctor-access" title="A doctor's account and queue">
        {(["none", "invited", "active", "disabled"] as const).map((kind) => (
          <State key={kind} name={kind}><DoctorAccount doctorId={ids.doctor} name={record.name} account={doctorAccounts[kind]} /></State>
        ))}
        <State name="Another address, which is taken" calls={[refusal(409, "address-taken")]} steps={[press(0), write("input", "desk@example.com"), submit]}>
          <DoctorAccount doctorId={ids.doctor} name={record.name} account={doctorAccounts.active} />
        </State>
        {(["off", "staff", "demand"] as const).map((kind) => (
          <State key={kind} name={`The queue: ${kind}`} answers={[[["rush", kind], rushes[kind]]]}><Rush doctorId={kind} /></State>
        ))}
        <State name="The queue is unknown" answers={[[["rush", "failed"], problem.away]]}><Rush doctorId="failed" /></State>
      </Group>
      <Forms />
    </>
  );
}

const suspension = (id: string, answer: unknown) => [[["upcoming", id], answer]] as const;

function Forms() {
  const locale = useLocale();
  const { specializations, cities } = reference(locale);
  const choices = { specializations, cities, languages: languageChoices(locale).slice(0, 6) };
  const record = doctor(locale);
  return (
    <Group id="doctor-form" title="A doctor's record is written">
      <State name="A new doctor; entries are missing" steps={[submit]}><DoctorForm {...choices} /></State>
      <State name="The registration number is taken" calls={[refusal(409, "registration-taken")]} steps={[submit]}><DoctorForm {...choices} doctor={record} tag={null} /></State>
      <DialogStates>
        <DialogState name="handover-ask" answers={[[["doctors", "an"], doctorsFound(locale, 1)]]} calls={[problem.away]} steps={[write("[name=words]", "an"), submit, press("[aria-labelledby=which] [data-rac]"), press(1)]}>
          <Handover doctorId="asked" name={words[locale].doctor} zone={ZONE} initial={upcoming(locale)} />
        </DialogState>
      </DialogStates>
    </Group>
  );
}
