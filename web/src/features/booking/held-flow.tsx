"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { patientsKey } from "@/components/family-form";
import { Card } from "@/components/card";
import { Banner } from "@/components/status";
import { Stepper } from "@/components/stepper";
import { useRouter } from "@/i18n/navigation";
import type { Account } from "@/session/use-session";

import type { Chosen } from "./chosen";
import { ChosenTime } from "./chosen-time";
import { useDraft } from "./draft";
import { HoldBar } from "./hold-bar";
import { Loading } from "./loading";
import { isLoss, LostSlot, type Loss } from "./lost-slot";
import { Resuming } from "./resuming";
import { Confirm } from "./steps/confirm";
import { Consent, noticeKey } from "./steps/consent";
import { Who } from "./steps/who";
import { Trouble } from "./trouble";
import { useBooked } from "./use-booked";
import { useHold } from "./use-hold";
import { useStep, type Step } from "./use-step";
import { Watching } from "./watching";
import { otherTimesHref } from "./wish";

interface HeldFlowProps {
  chosen: Chosen;
  account: Account;
}

/** The steps of somebody who is signed in, while the time is held. */
export function HeldFlow({ chosen, account }: HeldFlowProps) {
  const { wish, doctor } = chosen;
  const t = useTranslations("booking");
  const router = useRouter();
  const [draft, change] = useDraft(account.id);
  const time = `${wish.doctorId} ${wish.startsAt}`;
  const [told, setTold] = useState<{ time: string; loss: Loss } | null>(null);
  const loss = told?.time === time ? told.loss : null; // until another time is there, not until it is asked for
  const setLoss = (next: Loss) => setTold({ time, loss: next });
  const [isSending, setSending] = useState(false);
  const booked = useBooked();
  const patientId = chosen.moving?.patient.id ?? draft.patientId ?? account.patient_id;
  const isResuming = draft.attempt !== null;
  const holding = useHold(
    { ...wish, patientId, doctorName: doctor.name, timeZone: doctor.timeZone },
    !isResuming && loss === null && !booked.isDone,
  );
  const about = useKnown();
  const [needsConsent, setNeedsConsent] = useState<boolean>();
  if (about && needsConsent === undefined) setNeedsConsent(!about.isConsented);

  const steps: Step[] = wish.moves ? ["confirm"] : ["who", ...(needsConsent ? (["consent"] as const) : []), "confirm"];
  const { step, index, go, hasMoved } = useStep(steps, (one) =>
    one === "who" ? draft.isTold && Boolean(account.name) : one === "consent" ? Boolean(about?.isConsented) : false,
  );

  if (isResuming && draft.attempt && !isSending) {
    return <Resuming attempt={draft.attempt} onBooked={booked.done} onRefused={() => change({ attempt: null })} />;
  }
  const lost = loss ?? lossOf(holding, isSending || booked.isDone);
  if (lost) {
    return (
      <LostSlot
        chosen={chosen}
        loss={lost}
        hasDraft={draft.isTold || draft.name !== "" || draft.reason !== ""}
        onChoose={(next) => {
          void holding.release();
          change({ code: null });
          if (Date.parse(next.startsAt) !== Date.parse(wish.startsAt) || next.doctorId !== wish.doctorId) {
            router.replace(next.href);
            return;
          }
          setTold(null);
          void holding.again();
        }}
        onOther={() => void holding.release().then(() => router.push(otherTimesHref(wish)))}
        onWho={lost === "patient-busy" && !wish.moves ? () => { setTold(null); go("who"); } : undefined}
      />
    );
  }
  if (holding.error) return <Trouble chosen={chosen} error={holding.error} onRetry={() => void holding.again()} />;
  if (!holding.held || !about || needsConsent === undefined) return <Loading />;

  const { hold } = holding.held;
  return (
    <div className="grid gap-6 [&_:is(input,textarea,select,button,a)]:scroll-mt-40">
      <HoldBar holding={holding} onLeave={() => void holding.release().then(() => router.push(otherTimesHref(wish)))}>
        <ChosenTime chosen={chosen} />
      </HoldBar>
      {hold.protected ? null : (
        <Banner tone="warning" isLive title={t("hold.unprotected")}>
          {t("hold.unprotectedText")}
        </Banner>
      )}
      {chosen.type && !wish.moves ? (
        <Watching chosen={chosen} type={chosen.type} isPromise={!hold.protected} onTaken={() => { if (!isSending && !booked.isDone) setLoss("slot-taken"); }} />
      ) : null}
      {steps.length > 1 ? <Stepper label={t("steps.label")} steps={steps.map((one) => t(`steps.${one}`))} current={index} /> : null}
      <Card>
        {step === "who" ? (
          <Who
            account={account}
            patients={about.patients}
            draft={draft}
            takesFocus={hasMoved}
            onTyped={change}
            onTold={async (told) => {
              if (told.patientId !== patientId) await holding.release();
              change({ patientId: told.patientId, reason: told.reason, isTold: true, code: told.patientId === patientId ? draft.code : null });
              if (told.isRenamed && told.patientId === patientId) await holding.again(); // the hold carries the patient's name
              go(needsConsent && !about.isConsented ? "consent" : "confirm"); // given meanwhile, if a time was lost after it
            }}
          />
        ) : step === "consent" ? (
          <Consent takesFocus={hasMoved} onGiven={() => go("confirm")} onRefused={() => void holding.release().then(() => router.push(otherTimesHref(wish)))} />
        ) : (
          <Confirm
            chosen={chosen}
            account={account}
            hold={hold}
            draft={draft}
            change={change}
            patientName={chosen.moving?.patient.name ?? about.patients.find(({ id }) => id === hold.patient_id)?.name ?? account.name}
            takesFocus={hasMoved}
            onBack={wish.moves ? undefined : () => go("who")}
            onSending={setSending}
            onBooked={booked.done}
            onLost={setLoss}
          />
        )}
      </Card>
    </div>
  );
}

function lossOf(holding: ReturnType<typeof useHold>, isBusy: boolean): Loss | null {
  const { error, isOver, isTaking } = holding;
  if (isLoss(error)) return error.code as Loss;
  return isOver && !isTaking && !isBusy ? "hold-expired" : null;
}

/** What is known of the account beside the session: nothing of it is asked for again. */
function useKnown() {
  const locale = useLocale();
  const patients = useQuery({ queryKey: patientsKey, queryFn: () => answer(api.GET("/v1/me/patients")) });
  const notice = useQuery({
    queryKey: [...noticeKey, locale],
    queryFn: () => answer(api.GET("/v1/consent-notice", { params: { query: { locale } } })),
    staleTime: Infinity,
  });
  const consents = useQuery({ queryKey: ["consents"], queryFn: () => answer(api.GET("/v1/me/consents")) });
  if (!patients.data || !notice.data || !consents.data) return null;
  const { version } = notice.data;
  const isConsented = consents.data.items.some((one) => one.version === version && one.withdrawn_at === null);
  return { patients: patients.data.items, isConsented };
}
