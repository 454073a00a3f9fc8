import { getLocale, getTranslations } from "next-intl/server";

import { Link } from "@/i18n/navigation";
import { classes } from "@/lib/classes";
import { clock, dayIn, ofDay, shortDay, wallMinutes } from "@/lib/time";

import { DayHours } from "../shared/day-hours";
import { ModeMark } from "../shared/mode-mark";
import { placeName, type Places } from "../shared/places";
import type { AgendaAppointment } from "../shared/types";
import { hoursShown } from "./hours-shown";
import type { Week } from "./week";

const HOUR_REM = 5;

/** A week: a list on a phone; beside each other, to the hour, where there is room. */
export async function WeekCalendar({ week, today, places }: { week: Week; today: string; places: Places }) {
  const locale = await getLocale();
  const kept = week.days.map((day) => day.appointments.filter(({ status }) => status !== "cancelled"));
  const [first, last] = hoursShown(kept.flat(), week.zone);
  const height = `${(last - first) * HOUR_REM}rem`;
  return (
    <div className="grid gap-4 lg:grid-cols-[3.5rem_repeat(7,1fr)] lg:grid-rows-[auto_auto] lg:gap-0">
      <div aria-hidden className="relative hidden lg:col-start-1 lg:row-start-2 lg:block" style={{ height }}>
        {Array.from({ length: last - first }, (_, index) => (
          <span
            key={index}
            data-numbers
            className="absolute end-2 -translate-y-1/2 text-xs text-soft"
            style={{ top: `${index * HOUR_REM}rem` }}
          >
            {index === 0 ? "" : hourName(first + index, locale)}
          </span>
        ))}
      </div>
      {week.days.map((day, index) => (
        <Day key={day.date} date={day.date} isToday={day.date === today} week={week} places={places}>
          <ol
            className="grid gap-2 lg:relative lg:block lg:h-(--tall) lg:bg-[linear-gradient(var(--line)_1px,transparent_1px)] lg:bg-[length:100%_5rem]"
            style={{ "--tall": height } as React.CSSProperties}
          >
            {(kept[index] ?? []).map((each) => (
              <Visit key={each.id} visit={each} zone={week.zone} firstHour={first} places={places} />
            ))}
          </ol>
        </Day>
      ))}
    </div>
  );
}

function hourName(hour: number, locale: "en" | "hi"): string {
  return new Intl.DateTimeFormat(`${locale}-IN`, { hour: "numeric", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1, hour));
}

interface DayProps {
  date: string;
  isToday: boolean;
  week: Week;
  places: Places;
  children: React.ReactNode;
}

async function Day({ date, isToday, week, places, children }: DayProps) {
  const [t, locale] = [await getTranslations("practice.week"), await getLocale()];
  const kinds = new Set(week.exceptions.filter((each) => isOn(each, date, week.zone)).map(({ kind }) => kind));
  const day = week.days.find((each) => each.date === date);
  const isFree = day?.appointments.every(({ status }) => status === "cancelled");
  return (
    <section aria-labelledby={`day-${date}`} className={classes("min-w-0 lg:row-[1/span_2] lg:grid lg:grid-rows-subgrid lg:border-s lg:border-line", isToday && "lg:bg-surface")}>
      <div className="lg:px-1.5 lg:pb-2">
        <h2 id={`day-${date}`} className="font-text text-base">
          <Link
            href={`/practice?date=${date}`}
            prefetch={false}
            className={classes(
              "inline-flex min-h-tap items-center underline decoration-1 underline-offset-4",
              isToday && "rounded-md bg-neem px-2 text-on-neem no-underline",
            )}
          >
            {shortDay(ofDay(date), locale, "UTC")}
            {isToday ? <span className="sr-only"> ({t("today")})</span> : null}
          </Link>
        </h2>
        <p className="text-xs font-semibold text-turmeric-ink">
          {[...kinds].map((kind) => t(kind === "leave" ? "leave" : "extra")).join(", ")}
        </p>
        <DayHours hours={day?.hours ?? []} places={places} zone={week.zone} className="grid gap-x-6 gap-y-1 text-xs text-soft max-lg:mb-1" />
      </div>
      {isFree ? <p className="text-sm text-soft lg:sr-only">{t("free")}</p> : null}
      {children}
    </section>
  );
}

function isOn({ starts_at, ends_at }: { starts_at: string; ends_at: string }, date: string, zone: string): boolean {
  const lastInstant = new Date(Date.parse(ends_at) - 1);
  return dayIn(starts_at, zone) <= date && date <= dayIn(lastInstant, zone);
}

interface VisitProps {
  visit: AgendaAppointment;
  zone: string;
  firstHour: number;
  places: Places;
}

async function Visit({ visit, zone, firstHour, places }: VisitProps) {
  const [t, locale] = [await getTranslations("practice"), await getLocale()];
  const starts = wallMinutes(visit.starts_at, zone) - firstHour * 60;
  const lasts = (Date.parse(visit.ends_at) - Date.parse(visit.starts_at)) / 60_000;
  const box = {
    "--top": `${(starts / 60) * HOUR_REM}rem`,
    "--tall": `${(lasts / 60) * HOUR_REM - 0.125}rem`,
  } as React.CSSProperties;
  return (
    <li
      style={box}
      className={classes(
        "min-w-0 rounded-sm border-s-4 px-2 py-1 text-sm lg:absolute lg:inset-x-1 lg:top-(--top) lg:py-0.5 lg:h-(--tall) lg:truncate lg:text-xs",
        visit.status === "booked" ? "border-neem bg-neem-tint text-neem-deep" : "border-edge bg-sunk text-ink",
      )}
    >
      <span data-numbers className="font-semibold">
        {clock(visit.starts_at, locale, zone)}
      </span>{" "}
      <span>{visit.patient.name}</span>
      <span className="flex flex-wrap gap-x-3 lg:flex-nowrap">
        <ModeMark mode={visit.mode} place={placeName(places, visit.clinic_id, t("hours.ownPractice"))} />
        {visit.status === "booked" ? null : <span>{t(`status.${visit.status}`)}</span>}
      </span>
    </li>
  );
}
