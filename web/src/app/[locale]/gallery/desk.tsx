import { useLocale } from "next-intl";

import { DayBoard } from "@/features/desk/day-board";
import { QueueBoard } from "@/features/desk/queue-board";
import { Receipt } from "@/features/desk/receipt";
import { Numbers, Screen } from "@/features/desk/screen";

import { display } from "./data";
import { Group, State } from "./frame";
import { clinic, clinicDay, payment, queue } from "./staff-data";

/** The front desk, and the clinic queue display. */
export function Desk() {
  const locale = useLocale();
  const shown = display(locale);
  return (
    <>
      <Group id="display" title="Clinic queue display">
        <State name="Live"><Numbers queue={shown} isStale={false} /></State>
        <State name="Not live"><Numbers queue={shown} isStale /></State>
        <State name="No numbers"><Numbers queue={{ ...shown, doctors: [] }} isStale={false} /></State>
        <State name="Turned off"><Screen /></State>
      </Group>
      <Group id="desk-day" title="The desk's day">
        <State name="Empty"><DayBoard initial={clinicDay(locale, true)} /></State>
        <State name="Full"><DayBoard initial={clinicDay(locale)} /></State>
      </Group>
      <Group id="desk-queue" title="The desk's queue and receipts">
        <State name="Empty"><QueueBoard initial={queue(locale, true)} /></State>
        <State name="Full"><QueueBoard initial={queue(locale)} /></State>
        <State name="Receipt"><Receipt payment={payment(locale)} clinic={clinic(locale)} /></State>
        <State name="Reversed"><Receipt payment={payment(locale, true)} clinic={clinic(locale)} /></State>
      </Group>
    </>
  );
}
