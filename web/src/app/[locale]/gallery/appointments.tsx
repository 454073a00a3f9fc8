import { useLocale } from "next-intl";

import { AppointmentCard } from "@/features/appointments/appointment-card";
import { Headline } from "@/features/appointments/headline";
import { Meeting } from "@/features/appointments/meeting";
import { StatusTag } from "@/features/appointments/status-tag";
import { VisitNews } from "@/features/appointments/visit-news";

import { appointment, handover, handoverProposal, NOW, online, proposal, words } from "./data";
import { Group, State } from "./frame";

const STATUSES = ["booked", "completed", "no_show", "cancelled"] as const;

/** A patient's visits in each state. */
export function Appointments() {
  const locale = useLocale();
  const { field } = words[locale];
  return (
    <>
      <Group id="visits" title="A patient's visits">
        {STATUSES.map((status) => (
          <State key={status} name={status}>
            <AppointmentCard appointment={appointment(locale, { status })} specialization={field} now={new Date(NOW)} />
          </State>
        ))}
        <State name="Another time is proposed">
          <AppointmentCard appointment={appointment(locale, { proposal })} specialization={field} now={new Date(NOW)} />
        </State>
        <State name="The patient is asked to see another doctor">
          <AppointmentCard appointment={appointment(locale, { handover })} specialization={field} now={new Date(NOW)} />
        </State>
        <State name="Status"><div className="flex flex-wrap gap-2">{STATUSES.map((status) => <StatusTag key={status} status={status} />)}</div></State>
      </Group>
      <Group id="visit" title="A visit">
        <State name="Just booked"><Headline news="new" /></State>
        <State name="Just moved"><Headline news="moved" /></State>
        <State name="At a clinic"><Meeting appointment={appointment(locale)} specialization={field} photo={null}>{null}</Meeting></State>
        <State name="Online, not open yet"><Meeting appointment={appointment(locale, online(null))} specialization={field} photo={null}>{null}</Meeting></State>
        <State name="Cancelled"><Meeting appointment={appointment(locale, { status: "cancelled" })} specialization={field} photo={null}>{null}</Meeting></State>
        <State name="The doctor is late"><VisitNews appointment={appointment(locale, { id: "late", late_minutes: 20 })} /></State>
        <State name="The doctor proposes another time"><VisitNews appointment={appointment(locale, { id: "proposal", proposal })} /></State>
        <State name="Another doctor can see the patient at the same time">
          <VisitNews appointment={appointment(locale, { id: "handover-proposal", handover, proposal: handoverProposal })} />
        </State>
        <State name="The patient is to choose a time of another doctor"><VisitNews appointment={appointment(locale, { id: "handover", handover })} /></State>
      </Group>
    </>
  );
}
