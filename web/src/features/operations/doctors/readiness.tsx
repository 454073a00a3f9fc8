import { Check, Circle } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { Link } from "@/components/link";

interface ReadinessProps {
  doctor: Schemas["DoctorAnswer"];
  known: Schemas["DoctorOfStaff"];
}

/** What an administrator should complete before approving a doctor: each task with a link, and whether it is done. */
export function Readiness({ doctor, known }: ReadinessProps) {
  const t = useTranslations("operations.readiness");
  const path = `/operations/doctors/${doctor.id}`;
  const steps = [
    { key: "profile", isDone: doctor.bio !== "", href: `${path}/details` },
    { key: "consultations", isDone: doctor.consultation_types.length > 0, href: `${path}/consultations` },
    { key: "clinic", isDone: doctor.clinics.length > 1 || doctor.address !== "", href: "#clinics" },
    { key: "hours", isDone: known.weekly_hours > 0, href: `${path}/hours` },
    { key: "account", isDone: known.account !== null, href: "#account" },
  ] as const;
  return (
    <Card aria-labelledby="readiness">
      <h2 id="readiness" className="mb-2 text-lg">
        {t("title")}
      </h2>
      <ul>
        {steps.map(({ key, isDone, href }) => (
          <li key={key} className="flex items-start gap-3 border-t border-line py-2">
            {isDone ? <Check aria-hidden size={20} className="mt-1 shrink-0 text-neem" /> : <Circle aria-hidden size={20} className="mt-1 shrink-0 text-soft" />}
            <div>
              <Link href={href} className="inline-flex min-h-tap items-center font-semibold text-neem underline underline-offset-4">
                {t(`${key}.title`)}
              </Link>
              <p className="text-sm text-soft">{t(isDone ? "done" : `${key}.text`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
