import { CalendarCheck, CalendarX, CircleCheck, CircleSlash } from "lucide-react";
import { useTranslations } from "next-intl";

import { classes } from "@/lib/classes";

import type { Appointment } from "./question";

const looks = {
  booked: { icon: CalendarCheck, style: "bg-neem-tint text-neem-deep" },
  cancelled: { icon: CalendarX, style: "bg-clay-tint text-clay" },
  completed: { icon: CircleCheck, style: "bg-sunk text-ink" },
  no_show: { icon: CircleSlash, style: "bg-turmeric-tint text-turmeric-ink" },
} as const;

/** An appointment's status in words, with an icon and a colour. */
export function StatusTag({ status }: { status: Appointment["status"] }) {
  const t = useTranslations("appointments.status");
  const { icon: Icon, style } = looks[status];
  return (
    <span className={classes("inline-flex items-center gap-1.5 rounded-full px-3 py-1 text-sm font-semibold", style)}>
      <Icon aria-hidden size={16} />
      {t(status)}
    </span>
  );
}
