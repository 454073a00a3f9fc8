import { useTranslations } from "next-intl";

import { EmptyState } from "@/components/empty-state";
import { ButtonLink, Link } from "@/components/link";
import { Banner } from "@/components/status";
import { linkStyle } from "@/components/styles";

import { usePeriodWords } from "../shared/use-period-words";
import type { AgendaAnswer } from "../shared/types";
import { useUntilWords } from "./use-until-words";

/** Each leave that overlaps the day: start, end, and the doctor's note. */
export function DayLeave({ agenda: { leave, time_zone } }: { agenda: AgendaAnswer }) {
  const t = useTranslations("practice");
  const words = usePeriodWords(time_zone);
  return leave.map((each) => (
    <Banner key={each.starts_at} className="mb-6" title={t("day.leave", { period: words(each) })}>
      {each.note ? <p>{each.note}</p> : null}
      <Link href="/practice/leave" className={linkStyle}>
        {t("sections.leave")}
      </Link>
    </Banner>
  ));
}

/** Says that leave covers the whole day. It is shown in place of an empty day. */
export function OnLeave({ leave, zone }: { leave: AgendaAnswer["leave"][number]; zone: string }) {
  const t = useTranslations("practice");
  const until = useUntilWords(zone);
  return (
    <EmptyState title={t("day.onLeave")} text={[t("day.onLeaveText", { until: until(leave.ends_at) }), leave.note].join(" ")}>
      <ButtonLink kind="secondary" href="/practice/leave">
        {t("sections.leave")}
      </ButtonLink>
    </EmptyState>
  );
}
