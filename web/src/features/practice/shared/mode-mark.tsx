import { MapPin, Video } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Mode } from "@/lib/modes";

export function ModeMark({ mode }: { mode: Mode }) {
  const t = useTranslations("common.mode");
  const Icon = mode === "online" ? Video : MapPin;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon aria-hidden size={16} />
      {t(mode)}
    </span>
  );
}
