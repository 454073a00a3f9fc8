import { CalendarCheck, CircleCheck, CircleSlash, UserX } from "lucide-react";

import { classes } from "@/lib/classes";

const looks = {
  booked: { icon: CalendarCheck, style: "bg-neem-tint text-neem-deep" },
  completed: { icon: CircleCheck, style: "bg-sunk text-ink" },
  cancelled: { icon: CircleSlash, style: "bg-clay-tint text-clay" },
  no_show: { icon: UserX, style: "bg-turmeric-tint text-turmeric-ink" },
} as const;

/** What has become of an appointment: in words, with a sign and a colour. */
export function StatusMark({ status, label }: { status: keyof typeof looks; label: string }) {
  const { icon: Icon, style } = looks[status];
  return (
    <span className={classes("inline-flex items-center gap-1.5 rounded-full px-3 py-1 text-sm font-semibold", style)}>
      <Icon aria-hidden size={16} />
      {label}
    </span>
  );
}
