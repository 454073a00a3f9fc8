import { CalendarCheck, CircleCheck, CircleSlash, DoorOpen, MapPinCheck, UserX } from "lucide-react";

import { classes } from "@/lib/classes";

const looks = {
  booked: { icon: CalendarCheck, style: "bg-neem-tint text-neem-deep" },
  arrived: { icon: MapPinCheck, style: "bg-turmeric-tint text-turmeric-ink" },
  in_room: { icon: DoorOpen, style: "bg-neem text-on-neem" },
  completed: { icon: CircleCheck, style: "bg-sunk text-ink" },
  cancelled: { icon: CircleSlash, style: "bg-clay-tint text-clay" },
  no_show: { icon: UserX, style: "bg-turmeric-tint text-turmeric-ink" },
} as const;

/** The status of an appointment or the attendance of its patient: in words, with an icon and a colour. */
export function StatusMark({ status, label }: { status: keyof typeof looks; label: string }) {
  const { icon: Icon, style } = looks[status];
  return (
    <span className={classes("inline-flex items-center gap-1.5 rounded-full px-3 py-1 text-sm font-semibold", style)}>
      <Icon aria-hidden size={16} />
      {label}
    </span>
  );
}
