import { useLocale, useTranslations } from "next-intl";

import { Sprig } from "@/components/sprig";
import { money } from "@/lib/money";
import { clock, dayIn, longDate } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

import type { Clinic } from "./desk-page";
import type { Payment } from "./types";

/** A receipt of a payment. In print the page shows only the receipt. */
export function Receipt({ payment, clinic }: { payment: Payment; clinic: Clinic }) {
  const [t, pay, locale, nameOf] = [useTranslations("desk.receipt"), useTranslations("desk.pay"), useLocale(), usePatientName()];
  const { year, number, at, patient, doctor, paid, method, reference, queue_number: queue, takes_back: takes } = payment;
  const shown = `${year}-${String(number).padStart(5, "0")}`;
  const rows: [string, string][] = [
    [t("date"), `${longDate(dayIn(at, clinic.time_zone), locale)}, ${clock(at, locale, clinic.time_zone)}`],
    [t("patient"), nameOf(patient)],
    [t("doctor"), `${doctor.name}, ${t("registration", { number: payment.registration_number })}`],
    [t("for"), reference ? t("visit", { reference }) : t("queue", { number: queue ?? 0 })],
    [t("method"), pay(`methods.${method}`)],
  ];
  return (
    <article data-print className="max-w-2xl rounded-lg border border-line bg-surface p-6 sm:p-8">
      <header className="mb-6 flex items-start gap-4 border-b border-line pb-4">
        <Sprig className="h-12 text-neem" />
        <div>
          <p className="font-title text-xl font-bold">{clinic.name}</p>
          <p className="text-sm text-soft">{[clinic.address, clinic.address.includes(clinic.city) ? "" : clinic.city, clinic.phone].filter(Boolean).join(" · ")}</p>
        </div>
      </header>
      <h2 className="mb-4 text-2xl" data-numbers>
        {t(takes ? "counter" : "title", { number: shown })}
      </h2>
      {takes ? <p className="mb-4">{`${payment.reason ?? ""} (${takes.year}-${String(takes.number).padStart(5, "0")})`}</p> : null}
      <dl className="grid gap-3 sm:grid-cols-[10rem_1fr]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="font-semibold" data-numbers>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-6 flex items-baseline justify-between border-t border-line pt-4 text-xl font-bold" data-numbers>
        <span>{t("amount")}</span>
        <span>{money(paid, locale)}</span>
      </p>
      <p className="mt-4 text-sm text-soft">{t("note")}</p>
    </article>
  );
}
