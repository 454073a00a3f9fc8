import { useTranslations } from "next-intl";

import type { Appointment } from "./question";

const points = { online: ["papers", "quiet", "early"], in_person: ["papers", "clinicEarly", "food"] } as const;

export function Preparing({ mode }: { mode: Appointment["mode"] }) {
  const t = useTranslations("appointments.prepare");
  return (
    <section>
      <h2 className="mb-2 text-xl">{t("title")}</h2>
      <ul className="grid list-disc gap-1 ps-5 marker:text-turmeric">
        {points[mode].map((point) => (
          <li key={point}>{t(point)}</li>
        ))}
      </ul>
    </section>
  );
}
