"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { InputField } from "@/components/input-field";
import { Link } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { useToast } from "@/components/toast";
import { clock, dayIn, longDay, ofDay, shortDay, yearIn } from "@/lib/time";

interface HolidaysProps {
  clinicId: string;
  zone: string;
  initial: Schemas["Holidays"];
}

/** The clinic's holidays, each with the number of visits booked on it, and the history of who added and removed holidays. */
export function Holidays({ clinicId, zone, initial }: HolidaysProps) {
  const t = useTranslations("clinics.holidays");
  const say = useToast();
  const [{ items, history }, setHolidays] = useState(initial);
  const [form, setForm] = useState({ day: "", name: "" });
  const params = (day: string) => ({ params: { path: { clinic_id: clinicId, day } } });
  const add = useMutation({
    mutationFn: () => answer(api.PUT("/v1/clinics/{clinic_id}/holidays/{day}", { ...params(form.day), body: { name: form.name.trim() } })),
    onSuccess: (now) => {
      setHolidays(now);
      setForm({ day: "", name: "" });
      say(t("added"));
    },
  });
  const remove = useMutation({
    mutationFn: (day: string) => answer(api.DELETE("/v1/clinics/{clinic_id}/holidays/{day}", params(day))),
    onSuccess: (now) => {
      setHolidays(now);
      say(t("removed"));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.day && form.name.trim()) add.mutate();
  };
  return (
    <Card aria-labelledby="holidays" className="grid gap-4">
      <div>
        <h2 id="holidays" className="text-lg">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("text")}</p>
      </div>
      {items.length === 0 ? <p className="text-soft">{t("none")}</p> : null}
      <Days
        items={items}
        clinicId={clinicId}
        pending={remove.isPending ? remove.variables : null}
        onRemove={(day) => remove.mutate(day)}
      />
      <ProblemBanner error={add.error ?? remove.error} />
      <form method="post" onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <InputField
          label={t("day")}
          type="date"
          required
          min={dayIn(new Date(), zone)}
          value={form.day}
          onChange={({ target }) => setForm({ ...form, day: target.value })}
        />
        <InputField
          label={t("name")}
          required
          maxLength={100}
          value={form.name}
          onChange={({ target }) => setForm({ ...form, name: target.value })}
          className="flex-1 basis-56"
        />
        <Button type="submit" kind="secondary" isPending={add.isPending}>
          {t("add")}
        </Button>
      </form>
      <History history={history} zone={zone} />
    </Card>
  );
}

interface DaysProps {
  items: Schemas["Holidays"]["items"];
  clinicId: string;
  pending: string | null;
  onRemove: (day: string) => void;
}

function Days({ items, clinicId, pending, onRemove }: DaysProps) {
  const [t, locale] = [useTranslations("clinics.holidays"), useLocale()];
  return (
    <ul>
      {items.map(({ day, name, visits }) => {
        const said = longDay(ofDay(day), locale, "UTC");
        return (
          <li key={day} className="flex flex-wrap items-center gap-x-4 border-t border-line py-1">
            <p className="min-w-0 flex-1 basis-56">
              <span className="block font-semibold" data-numbers>
                {said} {day.slice(0, 4)}
              </span>
              <span className="text-sm text-soft">{name}</span>
            </p>
            {visits > 0 ? (
              <Link
                href={`/desk?clinic=${clinicId}&date=${day}`}
                aria-label={t("visitsOn", { visits: t("visits", { count: visits }), day: said })}
                className="inline-flex min-h-tap items-center text-neem underline underline-offset-4"
              >
                {t("visits", { count: visits })}
              </Link>
            ) : null}
            <Button kind="quiet" aria-label={t("removeOf", { day: said })} isPending={pending === day} onPress={() => onRemove(day)}>
              {t("remove")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function History({ history, zone }: { history: Schemas["Holidays"]["history"]; zone: string }) {
  const [t, locale] = [useTranslations("clinics.holidays"), useLocale()];
  if (history.length === 0) return null;
  return (
    <details>
      <summary className="min-h-tap cursor-pointer py-2.5 font-semibold">{t("history")}</summary>
      <ul>
        {history.map(({ day, name, kind, at, by }) => (
          <li key={`${day}${at}${kind}`} className="flex flex-wrap gap-x-3 border-t border-line py-1.5">
            <span className="font-semibold">{t(`changes.${kind}`, { name, day: `${shortDay(ofDay(day), locale, "UTC")} ${day.slice(0, 4)}` })}</span>
            <span data-numbers className="text-soft">
              {shortDay(at, locale, zone)} {yearIn(at, zone)}, {clock(at, locale, zone)}
            </span>
            {by ? <span className="text-sm break-all text-soft">{by}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
