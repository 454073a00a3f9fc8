"use client";

import { parseDateTime, toZoned } from "@internationalized/date";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { InputField } from "@/components/input-field";

interface OtherTimeProps {
  doctor: string;
  date: string;
  zone: string;
  onUse: (startsAt: string) => void;
}

/**
 * A form for a time of the day that the doctor does not offer (an override). `onUse` gets the start as an ISO instant;
 * the API checks it when it is held.
 */
export function OtherTime({ doctor, date, zone, onUse }: OtherTimeProps) {
  const t = useTranslations("desk.times");
  const [at, setAt] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (at) onUse(toZoned(parseDateTime(`${date}T${at}`), zone).toAbsoluteString());
  };
  return (
    <details className="mt-3 text-sm">
      <summary className="min-h-tap cursor-pointer py-2.5 text-soft">
        {t("other")}
        <span className="sr-only">: {doctor}</span>
      </summary>
      <p className="mb-3 text-soft">{t("otherText")}</p>
      <form method="post" onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <InputField label={t("at")} type="time" step={300} value={at} onChange={({ target }) => setAt(target.value)} className="w-36" />
        <Button kind="secondary" type="submit" aria-label={t("useOf", { doctor })} isDisabled={!at}>
          {t("use")}
        </Button>
      </form>
    </details>
  );
}
