import { MapPin, Video } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Mode } from "@/lib/modes";

/** `place`: the name of the clinic, of a doctor who is at several. */
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
