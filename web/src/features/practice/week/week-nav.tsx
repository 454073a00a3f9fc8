import { getTranslations } from "next-intl/server";

import { addDays } from "@/lib/time";

import { PeriodNav } from "../shared/period-nav";

export async function WeekNav({ monday, current }: { monday: string; current: string }) {
  const t = await getTranslations("practice.week");
  const href = (day: string) => (day === current ? "/practice/week" : `/practice/week?from=${day}`);
  return (
    <PeriodNav
      label={t("label")}
      previous={{ href: href(addDays(monday, -7)), label: t("previous") }}
      current={monday === current ? null : { href: href(current), label: t("current") }}
      following={{ href: href(addDays(monday, 7)), label: t("following") }}
    />
  );
}
