import { useLocale } from "next-intl";

import { Cancelling } from "@/features/appointments/cancelling";
import { FilterLinks } from "@/features/appointments/filter-links";
import { Reason } from "@/features/appointments/reason";
import { Visit } from "@/features/appointments/visit";
import { VisitList } from "@/features/appointments/visit-list";
import { VisitNews } from "@/features/appointments/visit-news";

import { appointment, at, NOW, online, problem, proposal, reference, refusal, words } from "./data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { press } from "./steps";

const begun = { starts_at: at("09:45"), ends_at: at("10:15"), changes_until: at("07:45") };

/** The pages of a patient's visits. */
export function VisitPages() {
  const locale = useLocale();
  const { field: specialization, long } = words[locale];
  const page = { specialization, photo: null, news: undefined, now: new Date(NOW) };
  const known = reference(locale).specializations;
  const booked = { id: "visit", version: 1 };
  return (
    <>
      <Group id="visit-pages" title="Pages of a visit">
        <State name="Just booked, at a clinic"><Pages><Visit {...page} news="new" appointment={appointment(locale, { id: "page-new", reason: long })} /></Pages></State>
        <State name="Online and open; it cannot be changed any more">
          <Pages><Visit {...page} appointment={appointment(locale, { ...online("https://meet.example.com/visit"), id: "page-online", changes_until: at("09:00") })} /></Pages>
        </State>
        <State name="It has begun"><Pages><Visit {...page} appointment={appointment(locale, { ...begun, ...online(null), id: "page-begun", place: { join_from: at("09:35"), join_url: null } })} /></Pages></State>
      </Group>
      <Group id="visit-over" title="Pages of a visit that is over">
        {(["completed", "no_show", "cancelled"] as const).map((status) => (
          <State key={status} name={status}><Pages><Visit {...page} appointment={appointment(locale, { ...begun, id: status, status })} /></Pages></State>
        ))}
      </Group>
      <Group id="visit-changes" title="Changes of a visit">
        <State name="The reason"><Reason appointment={{ ...booked, reason: long }} isChangeable /></State>
        <State name="It is changed" steps={[press(0)]}><Reason appointment={{ ...booked, reason: long }} isChangeable /></State>
        <State name="It could not be saved" calls={[problem.away]} steps={[press(0), press(0)]}><Reason appointment={{ ...booked, reason: null }} isChangeable /></State>
        <State name="The outcome of an answer to a proposal is unknown" calls={Array.from({ length: 5 }, () => problem.away)} steps={[press(0)]}><VisitNews appointment={appointment(locale, { id: "refused", proposal })} /></State>
        <DialogStates>
          <DialogState name="cancel" steps={[press(0)]}><Cancelling appointment={booked} what={long} /></DialogState>
          <DialogState name="cancel-unsure" calls={Array.from({ length: 5 }, () => problem.away)} steps={[press(0), press(1)]}><Cancelling appointment={booked} what={long} /></DialogState>
          <DialogState name="cancel-too-many" calls={[refusal(429, "too-many-changes")]} steps={[press(0), press(1)]}><Cancelling appointment={booked} what={long} /></DialogState>
        </DialogStates>
      </Group>
      <Group id="visit-list" title="Lists of visits">
        <State name="Filters"><FilterLinks present="upcoming" /></State>
        {(["upcoming", "past", "cancelled"] as const).map((show) => (
          <State key={show} name={`None: ${show}`}><VisitList show={show} appointments={[]} specializations={known} hasMore={false} now={page.now} /></State>
        ))}
      </Group>
    </>
  );
}

function Pages({ children }: { children: React.ReactNode }) {
  return <div className="mx-auto max-w-2xl">{children}</div>;
}
