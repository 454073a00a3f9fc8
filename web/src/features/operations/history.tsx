import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { clock, longDay, shortDay, zoneName, yearIn } from "@/lib/time";

type Event = Schemas["EventView"];

interface HistoryProps {
  events: readonly Event[];
  zone: string;
}

/** All events of an appointment, the oldest first. */
export function History({ events, zone }: HistoryProps) {
  const [t, locale] = [useTranslations("operations.history"), useLocale()];
  const at = (instant: string) => `${shortDay(instant, locale, zone)}, ${clock(instant, locale, zone)}`;
  return (
    <ol className="border-s-2 border-line ps-5">
      {events.map((event) => (
        <li
          key={event.version}
          className="relative pb-5 before:absolute before:top-2 before:-start-[1.6rem] before:size-3 before:rounded-full before:bg-neem"
        >
          <p className="font-semibold">{t(`kinds.${kindOf(event)}`, { role: t(`roles.${event.actor_role}`) })}</p>
          {event.kind === "moved" && event.previous_starts_at && event.previous_starts_at !== event.starts_at ? (
            <p data-numbers>{t("fromTo", { from: at(event.previous_starts_at), to: at(event.starts_at) })}</p>
          ) : null}
          {event.doctor_name ? (
            <p>{event.previous_doctor_name ? t("fromToDoctor", { from: event.previous_doctor_name, to: event.doctor_name }) : t("about", { name: event.doctor_name })}</p>
          ) : null}
          {event.kind === "booked" ? <p data-numbers>{t("for", { at: at(event.starts_at) })}</p> : null}
          {event.override_reason ? <p>{t("override", { reason: event.override_reason })}</p> : null}
          <p data-numbers className="text-sm text-soft">
            <time dateTime={event.at}>
              {longDay(event.at, locale, zone)} {yearIn(event.at, zone)}, {clock(event.at, locale, zone)}{" "}
              {zoneName(event.at, locale, zone)}
            </time>
            , {t("version", { version: event.version })}
          </p>
        </li>
      ))}
    </ol>
  );
}

/**
 * The message key of an event's text: the event's kind, or a key of its own if the event names another doctor. That
 * text mentions no other time, because the time may stay the same.
 */
function kindOf({ kind, doctor_name, previous_doctor_name }: Event) {
  if (kind === "moved" && previous_doctor_name) return "doctor_changed";
  return kind === "move_proposed" && doctor_name ? "doctor_proposed" : kind;
}
