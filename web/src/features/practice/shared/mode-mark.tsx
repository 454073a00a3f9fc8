import { MapPin, Video } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Mode } from "@/lib/modes";

/** The mode of a visit as an icon and text. `place`: the clinic's name, for a doctor at several clinics. */
export function ModeMark({ mode, place = "" }: { mode: Mode; place?: string }) {
  const t = useTranslations("common.mode");
  const Icon = mode === "online" ? Video : MapPin;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon aria-hidden size={16} />
      {place || t(mode)}
    </span>
  );
}
