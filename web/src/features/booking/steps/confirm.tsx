"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import type { Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { isUncertain } from "@/api/repeating";
import { Button } from "@/components/button";
import { ChangesUntil } from "@/components/changes-until";
import { Facts } from "@/components/facts";
import { Banner } from "@/components/status";
import { StepHeading } from "@/components/step-heading";
import { linkStyle } from "@/components/styles";
import { placeWords } from "@/lib/clinics";
import { money } from "@/lib/money";
import { clock, longDay, zoneName } from "@/lib/time";
import { typeName } from "@/lib/type-name";
import { useNow } from "@/lib/use-now";
import { usePatientName } from "@/lib/use-patient-name";
import { refreshSession, type Account } from "@/session/use-session";

import type { Chosen } from "../chosen";
import type { Attempt, Draft } from "../draft";
import { limitOf } from "../limit";
import { isLoss, type Loss } from "../loss";
import { sent } from "../sending";
import { HoldCode } from "./hold-code";

interface ConfirmProps {
  chosen: Chosen;
  account: Account;
  hold: Schemas["HoldView"];
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  patientName: string;
  takesFocus: boolean;
  onBack: (() => void) | undefined;
  onSent: () => void;
  onRefused: (loss: Loss | null) => void;
  onBooked: (appointment: Schemas["AppointmentView"], holdId: string, isMove: boolean) => void;
}

/** The last step of a booking or a move: a summary, the code if one is needed, and the button that books or moves. */
export function Confirm(props: ConfirmProps) {
  const { chosen, account, hold, draft, change, takesFocus, onSent, onRefused, onBooked } = props;
  const { moves } = chosen.wish;
  const t = useTranslations("booking.confirm");
  const [code, setCode] = useState("");
  const [codeError, setCodeError] = useState<string>();
  const [needsCode, setNeedsCode] = useState(hold.requires_code);
  const [isRepeating, setRepeating] = useState(false);

  const booking = useMutation({
    mutationFn: (attempt: Attempt) => sent(attempt, () => setRepeating(true)),
    onSuccess: (appointment) => onBooked(appointment, hold.id, moves !== null),
    onError: (error) => {
      setRepeating(false);
      // The visitor can repeat the request with its key, by the button or after a reload.
      if (isUncertain(error)) return;
      change({ attempt: null });
      onRefused(isLoss(error) ? error.code : null);
      if (isProblem(error) && error.status === 401) void refreshSession();
      if (isProblem(error, "code-required")) setNeedsCode(true);
      if (isProblem(error, "code-refused")) setCodeError(t("code.refused"));
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (needsCode && code.length !== 6) {
      setCodeError(t("code.length"));
      document.getElementById("hold-code")?.focus();
      return;
    }
    setCodeError(undefined);
    const fresh: Attempt = {
      key: crypto.randomUUID(),
      moves,
      body: { hold_id: hold.id, ...(needsCode && { code }), ...(!moves && draft.reason && { reason: draft.reason }) },
    };
    const attempt = draft.attempt ?? fresh;
    // `onSent` and `change` must be called together. `change` stores the attempt; without `onSent`, `viewOf` would take
    // a stored attempt for a request that was sent before a reload.
    onSent();
    change({ attempt });
    booking.mutate(attempt);
  }

  const isUnsure = booking.isError && isUncertain(booking.error);
  const limit = limitOf(booking.error);
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-6">
      <StepHeading takesFocus={takesFocus}>{t(moves ? "titleMove" : "title")}</StepHeading>
      <Summary {...props} />
      {needsCode && !isUnsure ? (
        <HoldCode
          holdId={hold.id}
          contact={account.verified_contact?.masked ?? account.email ?? account.phone ?? ""}
          sentCode={draft.code}
          onSent={(sentCode) => change({ code: sentCode })}
          code={code}
          onCode={setCode}
          error={codeError}
        />
      ) : null}
      <div role="status" className="empty:hidden">
        {isRepeating ? <Banner tone="info" title={t("repeating")} /> : null}
      </div>
      {isUnsure ? (
        <Banner tone="warning" isLive title={t("unsure")}>
          {t("unsureText")}
        </Banner>
      ) : null}
      {booking.isError && !isUnsure && !isKnown(booking.error) ? (
        <Banner
          tone="bad"
          isLive
          title={limit ? t(`limit.${limit.kind}`, { most: limit.most }) : t(whyNot(booking.error))}
        />
      ) : null}
      <Button type="submit" isPending={booking.isPending || booking.isSuccess} className="justify-self-start max-sm:w-full">
        {t(isUnsure ? "again" : moves ? "move" : "book")}
      </Button>
    </form>
  );
}

function whyNot(error: Error) {
  if (isProblem(error, "not-sent")) return "offline";
  return isProblem(error) && error.status === 429 ? "wait" : "failed";
}

function isKnown(error: Error): boolean {
  return isLoss(error) || isProblem(error, "code-refused") || isProblem(error, "code-required");
}

function Summary({ chosen, hold, draft, patientName, onBack }: ConfirmProps) {
  const { doctor, type, moving } = chosen;
  const t = useTranslations("booking.confirm");
  const [modes, kinds] = [useTranslations("common.mode"), useTranslations("common.kinds")];
  const changes = useTranslations("changes");
  const [locale, nameOf] = [useLocale(), usePatientName()];
  const now = useNow() ?? 0;
  const until = Date.parse(hold.starts_at) - doctor.changeNoticeMinutes * 60_000;
  const at = (instant: string) => ({
    day: longDay(instant, locale, doctor.timeZone),
    time: clock(instant, locale, doctor.timeZone),
    zone: zoneName(instant, locale, doctor.timeZone),
  });
  const change = onBack ? (
    <button type="button" onClick={onBack} className={`${linkStyle} min-h-tap cursor-pointer text-sm`}>
      {t("change")}
      <span className="sr-only"> {t("changeWhat")}</span>
    </button>
  ) : undefined;
  const clinic = doctor.clinics.find(({ id }) => id === hold.clinic_id);
  const place = clinic && placeWords(clinic, doctor.id);
  const name = type?.name ?? (moving && typeName(moving.consultation_type, locale, kinds));
  return (
    <Facts
      facts={[
        { name: t("doctor"), value: <>{doctor.name}<span className="block text-sm text-soft">{t("registration", { number: doctor.registrationNumber })}</span></> },
        moving ? { name: t("from"), value: <s>{t("when", at(moving.starts_at))}</s> } : null,
        { name: t(moving ? "to" : "time"), value: <strong>{t("when", at(hold.starts_at))}</strong> },
        { name: t("kind"), value: [name, modes(hold.mode)].filter(Boolean).join(" · ") },
        place ? { name: t("place"), value: place } : null,
        {
          name: changes("title"),
          value: <ChangesUntil startsAt={hold.starts_at} mode={hold.mode} until={new Date(until).toISOString()} timeZone={doctor.timeZone} now={now} />,
        },
        { name: t("fee"), value: <span data-numbers>{t(hold.mode === "in_person" ? "feeAtClinic" : "feeOnline", { fee: money(hold.fee, locale) })}</span> },
        { name: t("patient"), value: nameOf({ name: patientName }), action: change },
        moving ? null : { name: t("reason"), value: draft.reason ? <span className="whitespace-pre-line">{draft.reason}</span> : <span className="text-soft">{t("noReason")}</span> },
      ]}
    />
  );
}
