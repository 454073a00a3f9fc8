import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { clock, longDay, shortDay, zoneName } from "@/lib/time";

interface HistoryProps {
  events: readonly Schemas["EventView"][];
  zone: string;
}

/** Everything that has ever happened to an appointment, the first thing first. */
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
          <p className="font-semibold">{t(`kinds.${event.kind}`, { role: t(`roles.${event.actor_role}`) })}</p>
          {event.kind === "moved" && event.previous_starts_at ? (
            <p data-numbers>{t("fromTo", { from: at(event.previous_starts_at), to: at(event.starts_at) })}</p>
          ) : null}
          {event.kind === "booked" ? <p data-numbers>{t("for", { at: at(event.starts_at) })}</p> : null}
          <p data-numbers className="text-sm text-soft">
            <time dateTime={event.at}>
              {longDay(event.at, locale, zone)} {new Date(event.at).getFullYear()}, {clock(event.at, locale, zone)}{" "}
              {zoneName(event.at, locale, zone)}
            </time>
            , {t("version", { version: event.version })}
          </p>
        </li>
      ))}
    </ol>
  );
}
