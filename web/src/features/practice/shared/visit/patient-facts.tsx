import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Facts } from "@/components/facts";
import { OpenMark } from "@/components/open-mark";
import { linkStyle } from "@/components/styles";
import { dayIn, longDate } from "@/lib/time";
import { useConsultationName } from "@/lib/use-consultation-name";

import { ModeMark } from "../mode-mark";
import { PracticeStatus } from "../practice-status";

type Patient = Schemas["VisitPatient"];

interface PatientFactsProps {
  reason: string | null;
  patient: Patient;
  zone: string;
}

/** The reason for the visit, the patient's data, contact, and earlier visits. */
export function PatientFacts({ reason, patient, zone }: PatientFactsProps) {
  const t = useTranslations("practice.visit");
  return (
    <>
      <Facts
        facts={[
          { name: t("reason"), value: reason ? <span className="whitespace-pre-line">{reason}</span> : <span className="text-soft">{t("noReason")}</span> },
          { name: t("person"), value: <Person patient={patient} /> },
          { name: t("contact"), value: <Contact patient={patient} /> },
        ]}
      />
      <section aria-labelledby="earlier">
        <h3 id="earlier" className="mb-1 font-text text-base font-semibold">
          {t("earlier", { count: patient.earlier_visits.length })}
        </h3>
        <ul>
          {patient.earlier_visits.map((each) => (
            <EarlierVisit key={each.id} visit={each} zone={zone} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Person({ patient: { age, gender } }: { patient: Patient }) {
  const t = useTranslations("practice.visit");
  const known = [age === null ? "" : t("age", { age }), gender ? t(`genders.${gender}`) : ""].filter(Boolean);
  return known.length > 0 ? known.join(", ") : <span className="text-soft">{t("unknown")}</span>;
}

function Contact({ patient: { email, phone } }: { patient: Patient }) {
  return (
    <>
      {phone ? (
        <a href={`tel:${phone}`} data-numbers className={`inline-flex min-h-tap items-center ${linkStyle}`}>
          {phone}
        </a>
      ) : null}
      {phone && email ? <br /> : null}
      {email ? (
        <a href={`mailto:${email}`} className={`inline-flex min-h-tap items-center break-all ${linkStyle}`}>
          {email}
        </a>
      ) : null}
    </>
  );
}

function EarlierVisit({ visit, zone }: { visit: Patient["earlier_visits"][number]; zone: string }) {
  const [t, locale, consultationOf] = [useTranslations("practice.visit"), useLocale(), useConsultationName()];
  const head = (
    <>
      <span data-numbers className="font-semibold">{longDate(dayIn(visit.starts_at, zone), locale)}</span>
      <span className="text-sm text-soft">{consultationOf(visit)}</span>
      {visit.status === "no_show" ? <PracticeStatus status="no_show" /> : null}
    </>
  );
  if (!visit.reason) return <li className="flex min-h-tap flex-wrap items-center gap-x-3 border-t border-line py-2 ps-7">{head}</li>;
  return (
    <li className="border-t border-line">
      <details>
        <summary className="flex min-h-tap cursor-pointer flex-wrap items-center gap-x-3 py-2">
          <OpenMark />
          {head}
        </summary>
        <p className="pb-3 ps-7 text-sm">
          <ModeMark mode={visit.mode} />
          <span className="mt-1 block whitespace-pre-line">{t("reasonThen", { reason: visit.reason })}</span>
        </p>
      </details>
    </li>
  );
}
