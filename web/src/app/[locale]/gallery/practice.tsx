import { useLocale } from "next-intl";

import { Agenda } from "@/features/practice/day/agenda";
import { HoursEditor } from "@/features/practice/hours/hours-editor";
import { PreviewPanel } from "@/features/practice/hours/preview-panel";
import { LeavePlanner } from "@/features/practice/leave/leave-planner";
import { LeaveCheck } from "@/features/practice/shared/leave/leave-check";
import { blank } from "@/features/practice/shared/leave/draft";
import { WeekCalendar } from "@/features/practice/week/week-calendar";

import { TODAY, ZONE } from "./data";
import { Group, State } from "./frame";
import { affected, agenda, exceptions, leave, preview, schedule, week } from "./staff-data";

const nothing = () => undefined;
/** The style of a frame that keeps a sticky bar within itself. */
const STILL = "overflow-hidden bg-surface p-6";

/** A doctor's day, week, hours and leave. */
export function Practice() {
  const locale = useLocale();
  const shown = { preview: preview(locale), error: null, isUnsure: false, isSaving: false, onSave: nothing };
  const check = { entered: blank(TODAY), period: leave(locale), zone: ZONE, error: null, isUnsure: false, isPending: false, onChange: nothing, onConfirm: nothing };
  return (
    <>
      <Group id="doctor-day" title="The doctor's day">
        <State name="Empty"><Agenda initial={agenda(locale, "empty")} isToday /></State>
        <State name="On leave"><Agenda initial={agenda(locale, "leave")} isToday /></State>
        <State name="Full"><Agenda initial={agenda(locale, "full")} isToday /></State>
      </Group>
      <Group id="doctor-week" title="The doctor's week" isWide>
        <State name="Wednesday is full, leave from Friday"><WeekCalendar week={week(locale)} today={TODAY} places={{ doctorId: "doctor", clinics: [] }} /></State>
      </Group>
      <Group id="doctor-hours" title="The doctor's hours">
        <State name="Weekly hours"><div className={STILL}><HoursEditor doctorId="doctor" initial={schedule} /></div></State>
        <State name="Preview before saving"><div className={STILL}><PreviewPanel {...shown} isChanged isFresh={false} /></div></State>
        <State name="Previewed again, unchanged"><div className={STILL}><PreviewPanel {...shown} isChanged={false} isFresh /></div></State>
      </Group>
      <Group id="doctor-leave" title="The doctor's leave">
        <State name="None"><LeavePlanner doctorId="free" zone={ZONE} today={TODAY} initial={[]} /></State>
        <State name="Leave and extra hours"><LeavePlanner doctorId="doctor" zone={ZONE} today={TODAY} initial={exceptions(locale)} /></State>
        <State name="Visits are affected"><LeaveCheck {...check} affected={affected(locale)} /></State>
      </Group>
    </>
  );
}
