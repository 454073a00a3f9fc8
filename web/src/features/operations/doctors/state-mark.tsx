import { BadgeCheck, CircleDashed, CirclePause, Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { classes } from "@/lib/classes";

export type DoctorState = Schemas["DirectoryDoctor"]["state"];

export const STATES = ["draft", "waiting", "approved", "suspended"] as const satisfies DoctorState[];

const looks = {
  draft: { icon: CircleDashed, style: "bg-sunk text-ink" },
  waiting: { icon: Hourglass, style: "bg-turmeric-tint text-turmeric-ink" },
  approved: { icon: BadgeCheck, style: "bg-neem-tint text-neem-deep" },
  suspended: { icon: CirclePause, style: "bg-clay-tint text-clay" },
} as const;

/** A doctor's state: in words, with an icon and a colour. */
export function StateMark({ state }: { state: DoctorState }) {
  const t = useTranslations("operations.doctors.states");
  const { icon: Icon, style } = looks[state];
  return (
    <span className={classes("inline-flex items-center gap-1.5 rounded-full px-3 py-1 text-sm font-semibold", style)}>
      <Icon aria-hidden size={16} />
      {t(state)}
    </span>
  );
}
