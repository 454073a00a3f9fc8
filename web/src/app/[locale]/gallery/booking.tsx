import { useLocale } from "next-intl";
import { useState } from "react";

import { AdmissionQueue } from "@/features/booking/admission-queue";
import { ChosenTime } from "@/features/booking/chosen-time";
import { HoldBar } from "@/features/booking/hold-bar";
import { Loading } from "@/features/booking/loading";
import { LostSlot } from "@/features/booking/lost-slot";
import { Trouble } from "@/features/booking/trouble";
import type { Held } from "@/features/booking/use-hold";

import { chosen as chosenIn, held, noOffers, offers, offersKey, placeKey, places, problem } from "./data";
import { Group, State } from "./frame";

const nothing = () => undefined;
const later = () => Promise.resolve();
const LOSSES = ["slot-taken", "hold-expired", "slot-not-offered", "schedule-changed", "patient-busy", "beyond-calendar"] as const;

/** The states of a booking: the held time, the admission queue, and errors. */
export function Booking() {
  const locale = useLocale();
  const chosen = chosenIn(locale);
  const queue = { chosen, accountId: "account", onTurn: nothing, isHolding: false };
  const lost = { chosen, onChoose: later, onOther: later };
  return (
    <>
      <Group id="hold" title="The held time">
        <Bar name="Loading" />
        <Bar name="Minutes left" seconds={400} />
        <Bar name="Under two minutes" seconds={95} />
        <Bar name="It cannot be extended again" seconds={95} more={{ extensions_left: 0, extendable_from: null }} />
        <Bar name="It could not be extended" seconds={95} error={problem.away} />
        <Bar name="The hold has ended" seconds={0} />
        <Bar name="Not protected" seconds={400} more={{ protected: false }} />
        <State name="The page is loading"><Loading /></State>
      </Group>
      <Group id="admission-queue" title="Admission queue">
        <State name="Waiting" answers={[[placeKey, places.waiting]]}><AdmissionQueue {...queue} /></State>
        <State name="The waiting time is unknown" answers={[[placeKey, places.unknown]]}><AdmissionQueue {...queue} /></State>
        <State name="The visitor's turn" answers={[[placeKey, places.turn]]}><AdmissionQueue {...queue} /></State>
        <State name="Loading"><AdmissionQueue {...queue} /></State>
        <State name="The queue is unreachable" answers={[[placeKey, problem.away]]}><AdmissionQueue {...queue} /></State>
      </Group>
      <Group id="lost-time" title="The time is lost">
        {LOSSES.map((loss, index) => (
          <State key={loss} name={loss} answers={[[offersKey(loss), index < 2 ? offers(locale, index === 1) : noOffers]]}>
            <LostSlot {...lost} loss={loss} hasDraft={index === 0} onWho={loss === "patient-busy" ? nothing : undefined} />
          </State>
        ))}
        <State name="Other times could not be read" answers={[[offersKey("slot-taken"), problem.away]]}><LostSlot {...lost} loss="slot-taken" hasDraft={false} /></State>
        <State name="Other times are loading"><LostSlot {...lost} loss="slot-taken" hasDraft={false} /></State>
      </Group>
      <Group id="trouble" title="The time cannot be held">
        {Object.entries(problem).map(([name, error]) => (
          <State key={name} name={name}><Trouble chosen={chosen} error={error} onRetry={nothing} isRetrying={name === "away"} /></State>
        ))}
      </Group>
    </>
  );
}

interface BarProps {
  name: string;
  /** The seconds that are left of the hold; absent while the time is not held yet. */
  seconds?: number;
  more?: Partial<Held["hold"]>;
  error?: Error;
}

function Bar({ name, seconds, more, error }: BarProps) {
  const chosen = chosenIn(useLocale());
  const [own] = useState(() => (seconds === undefined ? undefined : held(seconds, more)));
  return (
    <State name={name}>
      <div className="px-4 sm:px-0">
        <HoldBar holding={{ held: own, extending: { error: error ?? null, isPending: false, isSuccess: false, mutate: nothing } }} onLeave={later}>
          <ChosenTime chosen={chosen} />
        </HoldBar>
      </div>
    </State>
  );
}
