import { ChevronLeft, ChevronRight } from "lucide-react";
import { getTranslations } from "next-intl/server";

import { ButtonLink } from "@/components/link";
import { addDays } from "@/lib/time";

export async function WeekNav({ monday, current }: { monday: string; current: string }) {
  const t = await getTranslations("practice.week");
  const href = (day: string) => (day === current ? "/practice/week" : `/practice/week?from=${day}`);
  return (
    <nav aria-label={t("label")} className="flex flex-wrap gap-2">
      <ButtonLink kind="secondary" href={href(addDays(monday, -7))} aria-label={t("previous")}>
        <ChevronLeft aria-hidden size={20} />
      </ButtonLink>
      {monday === current ? null : (
        <ButtonLink kind="secondary" href="/practice/week">
          {t("current")}
        </ButtonLink>
      )}
      <ButtonLink kind="secondary" href={href(addDays(monday, 7))} aria-label={t("following")}>
        <ChevronRight aria-hidden size={20} />
      </ButtonLink>
    </nav>
  );
}
