import { useTranslations } from "next-intl";

import { addDays } from "@/lib/time";

import { PeriodNav } from "../shared/period-nav";

export function WeekNav({ monday, current }: { monday: string; current: string }) {
  const t = useTranslations("practice.week");
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
