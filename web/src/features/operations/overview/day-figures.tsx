import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { dateFormat, ofDay, shortDay } from "@/lib/time";

import { CsvLink, Table } from "./table";

type Day = Schemas["DayFigures"];

const WIDTH = 600;
const HEIGHT = 160;
const LABELS = 30;
const PARTS = [
  { key: "kept", fill: "var(--neem)" },
  { key: "missed", fill: "var(--turmeric)" },
  { key: "cancelled", fill: "var(--clay)" },
] as const;

const keptOf = ({ booked, completed }: Day) => booked + completed;
const allOf = (day: Day) => keptOf(day) + day.missed + day.cancelled;

/** The figures of the last thirty days, as bars and as a table. */
export function DayFigures({ days }: { days: readonly Day[] }) {
  const [t, locale] = [useTranslations("operations.overview"), useLocale()];
  const most = Math.max(0, ...days.map(allOf));
  const scale = most || 1; // the bars of days without visits have no height
  const sum = (of: (day: Day) => number) => days.reduce((all, day) => all + of(day), 0);
  const sums = { visits: sum(keptOf), missed: sum((day) => day.missed), cancelled: sum((day) => day.cancelled) };
  return (
    <Card aria-labelledby="days" className="grid gap-4">
      <div>
        <h2 id="days" className="text-xl">
          {t("daysTitle")}
        </h2>
        <p className="text-soft">{t("daysText", sums)}</p>
      </div>
      <ul aria-hidden className="flex flex-wrap gap-x-5 text-sm">
        {PARTS.map(({ key, fill }) => (
          <li key={key} className="flex items-center gap-2">
            <span className="size-3 rounded-sm" style={{ background: fill }} />
            {t(key)}
          </li>
        ))}
      </ul>
      <svg role="img" aria-label={t("daysChart", { ...sums, most })} viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS}`} className="h-auto w-full">
        {days.map((day, index) => (
          <Bar key={day.date} day={day} index={index} width={WIDTH / days.length} scale={scale} />
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} stroke="var(--edge)" />
        {days.map((day, index) =>
          index % 7 === 1 ? (
            <text
              key={day.date}
              x={index === days.length - 1 ? WIDTH : (index + 0.5) * (WIDTH / days.length)}
              y={HEIGHT + 24}
              textAnchor={index === days.length - 1 ? "end" : "middle"}
              className="text-[24px] sm:text-[12px]"
              fill="currentColor"
            >
              {dateFormat(`${locale}-IN`, { day: "numeric", month: "short", timeZone: "UTC" }).format(ofDay(day.date))}
            </text>
          ) : null,
        )}
      </svg>
      <details>
        <summary className="min-h-tap cursor-pointer py-2.5 font-semibold">{t("asTable")}</summary>
        <Table
          caption={t("daysTitle")}
          columns={[
            { key: "date", label: t("day") },
            { key: "kept", label: t("kept"), isNumber: true },
            { key: "missed", label: t("missed"), isNumber: true },
            { key: "cancelled", label: t("cancelled"), isNumber: true },
          ]}
          rows={[...days].reverse().map((day) => ({ key: day.date, cells: [shortDay(ofDay(day.date), locale, "UTC"), keptOf(day), day.missed, day.cancelled] }))}
        />
        <CsvLink table="days" caption={t("daysTitle")}>{t("csv")}</CsvLink>
      </details>
    </Card>
  );
}

function Bar({ day, index, width, scale }: { day: Day; index: number; width: number; scale: number }) {
  const parts = [keptOf(day), day.missed, day.cancelled];
  return (
    <g>
      {parts.map((count, at) => {
        const below = parts.slice(0, at).reduce((all, each) => all + each, 0);
        const height = (count / scale) * HEIGHT;
        return <rect key={PARTS[at]?.key} x={index * width + 2} width={width - 4} y={HEIGHT - (below / scale) * HEIGHT - height} height={height} fill={PARTS[at]?.fill} />;
      })}
    </g>
  );
}
