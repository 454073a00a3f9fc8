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
  const most = Math.max(1, ...days.map(allOf));
  const sum = days.reduce((all, day) => all + keptOf(day), 0);
  const missed = days.reduce((all, day) => all + day.missed, 0);
  return (
    <Card aria-labelledby="days" className="grid gap-4">
      <div>
        <h2 id="days" className="text-xl">
          {t("daysTitle")}
        </h2>
        <p className="text-soft">{t("daysText", { visits: sum, missed })}</p>
      </div>
      <ul aria-hidden className="flex flex-wrap gap-x-5 text-sm">
        {PARTS.map(({ key, fill }) => (
          <li key={key} className="flex items-center gap-2">
            <span className="size-3 rounded-sm" style={{ background: fill }} />
            {t(key)}
          </li>
        ))}
      </ul>
      <svg role="img" aria-label={t("daysChart", { visits: sum, missed, most })} viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS}`} className="h-auto w-full">
        {days.map((day, index) => (
          <Bar key={day.date} day={day} index={index} width={WIDTH / days.length} most={most} />
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

function Bar({ day, index, width, most }: { day: Day; index: number; width: number; most: number }) {
  const parts = [keptOf(day), day.missed, day.cancelled];
  return (
    <g>
      {parts.map((count, at) => {
        const below = parts.slice(0, at).reduce((all, each) => all + each, 0);
        const height = (count / most) * HEIGHT;
        return <rect key={PARTS[at]?.key} x={index * width + 2} width={width - 4} y={HEIGHT - (below / most) * HEIGHT - height} height={height} fill={PARTS[at]?.fill} />;
      })}
    </g>
  );
}
