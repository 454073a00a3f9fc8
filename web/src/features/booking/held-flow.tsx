"use client";

import { useTranslations } from "next-intl";

import { isProblem } from "@/api/problem";
import { Card } from "@/components/card";
import { Banner } from "@/components/status";
import { Stepper } from "@/components/stepper";
import type { Account } from "@/session/use-session";

import { AdmissionQueue } from "./admission-queue";
import type { Chosen } from "./chosen";
import { ChosenTime } from "./chosen-time";
import { HoldBar } from "./hold-bar";
import { Loading } from "./loading";
import { LostSlot } from "./lost-slot";
import { Resuming } from "./resuming";
import { Confirm } from "./steps/confirm";
import { Consent } from "./steps/consent";
import { Who } from "./steps/who";
import { Trouble } from "./trouble";
import { useHeldFlow } from "./use-held-flow";
import type { Held } from "./use-hold";
import type { Known } from "./use-known";
import { Watching } from "./watching";

export interface HeldFlowProps {
  chosen: Chosen;
  account: Account;
}

/** The booking of a signed-in visitor: the steps while the time is held; otherwise why the time is not held, and what the visitor can do. */
export function HeldFlow({ chosen, account }: HeldFlowProps) {
  const flow = useHeldFlow(chosen, account);
  const { view, draft } = flow;
  switch (view.kind) {
    case "resuming":
      return <Resuming attempt={view.attempt} onBooked={flow.booked} onRefused={() => flow.change({ attempt: null })} />;
    case "lost":
      return (
        <LostSlot
          chosen={chosen}
          loss={view.loss}
          hasDraft={draft.isTold || draft.name !== "" || draft.reason !== ""}
          onChoose={flow.chooseOffer}
          onOther={flow.leave}
          onWho={view.loss === "patient-busy" && !chosen.wish.moves ? flow.chooseOtherPatient : undefined}
        />
      );
    case "failed":
      if (isProblem(view.error, "admission-required")) {
        return (
          <AdmissionQueue
            chosen={chosen}
            accountId={account.id}
            onTurn={() => void flow.holding.again()}
            isHolding={flow.holding.isTaking}
          />
        );
      }
      return <Trouble chosen={chosen} error={view.error} onRetry={() => void flow.holding.again()} isRetrying={flow.holding.isTaking} />;
    case "loading":
      return <Loading />;
    case "steps":
      return <Steps chosen={chosen} account={account} flow={flow} hold={view.held.hold} known={view.known} />;
  }
}

interface StepsProps extends HeldFlowProps {
  flow: ReturnType<typeof useHeldFlow>;
  hold: Held["hold"];
  known: Known;
}

function Steps(props: StepsProps) {
  const { chosen, flow, hold } = props;
  const { steps, stepping } = flow;
  const t = useTranslations("booking");
  return (
    <div className="grid gap-6 [&_:is(input,textarea,select,button,a)]:scroll-mt-40">
      <HoldBar holding={flow.holding} onLeave={flow.leave}>
        <ChosenTime chosen={chosen} />
      </HoldBar>
      {hold.protected ? null : (
        <Banner tone="warning" isLive title={t("hold.unprotected")}>
          {t("hold.unprotectedText")}
        </Banner>
      )}
      {chosen.type && !chosen.wish.moves ? (
        <Watching chosen={chosen} type={chosen.type} isPromise={!hold.protected} onTaken={flow.slotTaken} />
      ) : null}
      {steps.length > 1 ? (
        <Stepper label={t("steps.label")} steps={steps.map((one) => t(`steps.${one}`))} current={stepping.index} />
      ) : null}
      <Card>
        <PresentStep {...props} />
      </Card>
    </div>
  );
}

function PresentStep({ chosen, account, flow, hold, known }: StepsProps) {
  const { draft, change, stepping } = flow;
  const { step, go, hasMoved } = stepping;
  if (step === "who") {
    return <Who account={account} patients={known.patients} draft={draft} takesFocus={hasMoved} onTyped={change} onTold={flow.told} />;
  }
  if (step === "consent") return <Consent takesFocus={hasMoved} onGiven={() => go("confirm")} onRefused={flow.leave} />;
  const patient = known.patients.find(({ id }) => id === hold.patient_id);
  return (
    <Confirm
      chosen={chosen}
      account={account}
      hold={hold}
      draft={draft}
      change={change}
      patientName={chosen.moving?.patient.name ?? patient?.name ?? account.name}
      takesFocus={hasMoved}
      onBack={chosen.wish.moves ? undefined : () => go("who")}
      onSent={flow.sent}
      onRefused={flow.refused}
      onBooked={flow.booked}
    />
  );
}
