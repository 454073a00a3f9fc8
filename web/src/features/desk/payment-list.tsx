"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Freshness } from "@/components/freshness";
import { ButtonLink } from "@/components/link";
import { classes } from "@/lib/classes";
import { money } from "@/lib/money";
import { clock } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

import { ReversePaymentDialog } from "./reverse-payment-dialog";
import type { Payment, Payments } from "./types";

const EVERY_MS = 10_000;

/** A day's payments, with totals by method and currency. */
export function PaymentList({ initial }: { initial: Payments }) {
  const t = useTranslations("desk");
  const { clinic_id: clinicId, date, time_zone: zone } = initial;
  const [back, setBack] = useState<Payment | null>(null);
  const payments = useQuery({
    queryKey: ["payments", clinicId, date],
    queryFn: () => answer(api.GET("/v1/clinics/{clinic_id}/payments", { params: { path: { clinic_id: clinicId }, query: { date } }, headers: PASSIVE })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
  const { items, totals } = payments.data;
  return (
    <>
      <Freshness query={payments} />
      {items.length === 0 ? (
        <EmptyState title={t("payments.none")} text={t("payments.noneText")}>
          <ButtonLink kind="secondary" href={`/desk?clinic=${clinicId}`}>
            {t("book.toDay")}
          </ButtonLink>
        </EmptyState>
      ) : (
        <Totals totals={totals} />
      )}
      <ol className="grid gap-2">
        {items.map((each) => (
          <PaymentRow key={`${each.year}-${each.number}`} payment={each} clinicId={clinicId} zone={zone} onReverse={() => setBack(each)} />
        ))}
      </ol>
      <ReversePaymentDialog clinicId={clinicId} payment={back} onClose={() => setBack(null)} onDone={() => void payments.refetch()} />
    </>
  );
}

function Totals({ totals }: { totals: Payments["totals"] }) {
  const [t, locale] = [useTranslations("desk"), useLocale()];
  const currencies = totals.length > 0 ? [...new Set(totals.map(({ total }) => total.currency))] : ["INR"];
  const all = currencies.map((currency) => {
    const own = totals.filter(({ total }) => total.currency === currency);
    return [t("payments.total"), { amount: own.reduce((sum, { total }) => sum + total.amount, 0), currency }] as const;
  });
  const rows = totals.map(({ method, total }) => [t(`pay.methods.${method}`), total] as const);
  return (
    <dl aria-label={t("payments.totals")} className="mb-6 flex flex-wrap gap-x-8 gap-y-3 rounded-lg border border-line bg-surface p-5">
      {[...rows, ...all].map(([name, total], index) => (
        <div key={`${name} ${total.currency}`} className={classes("min-w-24", index === rows.length && "sm:ms-auto sm:text-end")}>
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="text-xl font-semibold" data-numbers>
            {money(total, locale)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function PaymentRow({ payment, clinicId, zone, onReverse }: { payment: Payment; clinicId: string; zone: string; onReverse: () => void }) {
  const [t, locale, nameOf] = [useTranslations("desk"), useLocale(), usePatientName()];
  const { number, year, at, paid, method, patient, doctor, takes_back: takes, taken_back_by: taken, reason } = payment;
  const about = takes ? t("payments.takesBack", { number: takes.number }) : taken ? t("payments.takenBack", { number: taken.number }) : null;
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 rounded-md border border-line bg-surface px-4 py-2">
      <span className="min-w-24" data-numbers>
        <span className="block font-semibold">{t("payments.receipt", { number })}</span>
        <span className="text-sm text-soft">{clock(at, locale, zone)}</span>
      </span>
      <span className="min-w-0 flex-1 basis-48">
        <span className="block font-semibold">{nameOf(patient)}</span>
        <span className="text-sm text-soft">{[doctor.name, about, reason].filter(Boolean).join(" · ")}</span>
      </span>
      <span className="text-end" data-numbers>
        <span className={classes("block font-semibold", taken && "text-soft line-through")}>{money(paid, locale)}</span>
        <span className="text-sm text-soft">{t(`pay.methods.${method}`)}</span>
      </span>
      <span className="flex gap-2">
        <ButtonLink kind="quiet" className="px-2!" aria-label={t("payments.openOf", { number })} href={`/desk/receipts/${year}/${number}?clinic=${clinicId}`}>
          {t("payments.open")}
        </ButtonLink>
        {takes || taken ? null : (
          <Button kind="quiet" className="px-2!" aria-label={t("payments.takeBackOf", { number })} onPress={onReverse}>
            {t("payments.takeBack")}
          </Button>
        )}
      </span>
    </li>
  );
}
