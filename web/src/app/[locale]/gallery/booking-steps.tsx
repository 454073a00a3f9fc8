import { useLocale } from "next-intl";
import { useState, type ComponentProps } from "react";

import { patientsKey } from "@/components/family-form";
import { BookingOf } from "@/features/booking/booking-flow";
import type { Draft } from "@/features/booking/draft";
import { HeldFlow } from "@/features/booking/held-flow";
import { PlaceBefore } from "@/features/booking/place-before";
import { Resuming } from "@/features/booking/resuming";
import { Confirm } from "@/features/booking/steps/confirm";
import { Consent, noticeKey } from "@/features/booking/steps/consent";
import { Who } from "@/features/booking/steps/who";
import { Holds } from "@/features/booking/trouble";
import { SignInHere } from "@/features/session/sign-in-here";
import type { Locale } from "@/i18n/routing";

import { account, notice } from "./account-data";
import { appointment, askedTime, at, challenge, chosen as chosenIn, family, held, ids, places, problem, refusal, refusalOf, takenDay, words, ZONE } from "./data";
import { practicePlace } from "./doctor-data";
import { Group, State } from "./frame";
import { press, submit, write } from "./steps";

const nothing = () => undefined;
const later = () => Promise.resolve();
const draft: Draft = { accountId: "account", patientId: null, markedId: null, isPatientGone: false, name: "", reason: "", family: null, isTold: true, code: null, attempt: null };
const attempt = { key: "key", moves: null, body: { hold_id: "hold" } };
/** The failures of a request that the page repeats by itself. In development React calls an effect twice, and so sends the request twice. */
const fails = (isEffect = false) => Array.from({ length: isEffect ? 10 : 5 }, () => problem.away);

/** The steps of a booking while the time is held. */
export function BookingSteps() {
  const locale = useLocale();
  const [chosen, own] = [chosenIn(locale), account(locale)];
  const who: ComponentProps<typeof Who> = { account: { ...own, patient_id: "self" }, patients: family(locale), draft, takesFocus: false, onTyped: nothing, onTold: later };
  const nameless = { ...who, account: { ...who.account, name: "" } };
  const consent = { takesFocus: false, onGiven: nothing, onRefused: later };
  const agreed = [[[...noticeKey, locale], notice(locale)]] as const;
  return (
    <>
      <Group id="booking-begin" title="Before the time is held">
        <State name="The account is not known yet"><BookingOf account={undefined} chosen={chosen} signIn={null} /></State>
        <State name="Without a session"><BookingOf account={null} chosen={chosen} signIn={<SignInHere />} /></State>
        <State name="Without a session, in the admission queue" answers={[[["place", ids.doctor, null], places.waiting]]}><PlaceBefore chosen={chosen} /></State>
        <State name="Without a session, admitted" answers={[[["place", ids.doctor, null], places.turn]]}><PlaceBefore chosen={chosen} /></State>
        <State name="A member of staff"><BookingOf account={account(locale, { role: "desk" })} chosen={chosen} signIn={null} /></State>
        <State name="A request is repeated after a reload" calls={[]}><Resuming attempt={attempt} onBooked={nothing} onRefused={nothing} /></State>
        <State name="Its outcome is still unknown" calls={fails(true)}><Resuming attempt={attempt} onBooked={nothing} onRefused={nothing} /></State>
        <State name="Times that this browser holds">
          <Holds holds={[{ id: "1", doctorName: words[locale].doctor, startsAt: askedTime, timeZone: ZONE, endsAt: 0 }]} onReleased={nothing} />
        </State>
      </Group>
      <Group id="booking-who" title="Patient and reason">
        <State name="The first step" answers={heldAnswers(locale)} reads={{ [`/v1/doctors/${ids.doctor}/slots`]: { days: [takenDay], clinics: [] } }}><Unprotected /></State>
        <State name="The account has no name; it is missing" steps={[submit]}><Who {...nameless} patients={family(locale).slice(0, 1)} /></State>
        <State name="The name is refused" calls={[refusalOf("name")]} steps={[submit]}><Who {...nameless} patients={family(locale).slice(0, 1)} draft={{ ...draft, name: "?" }} /></State>
        <State name="A family member is added" steps={[press(0)]}><Who {...who} patients={family(locale).slice(0, 1)} /></State>
        <State name="The chosen patient was removed"><Who {...who} draft={{ ...draft, isPatientGone: true }} /></State>
        <State name="It cannot be continued" steps={[submit]} calls={[]}><Who {...who} patients={family(locale).slice(0, 1)} onTold={() => Promise.reject(problem.away)} /></State>
      </Group>
      <Group id="booking-consent" title="Consent">
        <State name="Not given; one item is open" answers={agreed} steps={[press("summary")]}><Consent {...consent} /></State>
        <State name="It could not be recorded" answers={agreed} calls={[problem.away]} steps={[press(0)]}><Consent {...consent} /></State>
      </Group>
      <BookingConfirm />
    </>
  );
}

/** The states of the step that confirms a booking. */
function BookingConfirm() {
  const locale = useLocale();
  const [chosen] = useState(() => chosenIn(locale));
  const [{ hold }] = useState(() => held(400));
  const confirm: ComponentProps<typeof Confirm> = {
    chosen, hold, account: account(locale), draft, change: nothing, patientName: words[locale].patient, takesFocus: false, onBack: nothing, onSent: nothing,
    onRefused: nothing, onBooked: nothing,
  }; // prettier-ignore
  const there = { ...chosen, doctor: { ...chosen.doctor, clinics: [practicePlace(locale)] } };
  const code = { ...confirm, hold: { ...hold, requires_code: true } };
  const sent = { ...draft, code: { resendAt: challenge.resend_at, expiresAt: challenge.expires_at } };
  return (
    <>
      <Group id="booking-confirm" title="A booking is confirmed">
        <State name="Online, without a reason"><Confirm {...confirm} /></State>
        <State name="At a clinic, with a reason">
          <Confirm {...confirm} chosen={there} hold={{ ...hold, mode: "in_person", clinic_id: ids.doctor }} draft={{ ...draft, reason: words[locale].long }} />
        </State>
        <State name="A move">
          <Confirm {...confirm} onBack={undefined} chosen={{ ...chosen, wish: { ...chosen.wish, moves: "visit" }, moving: appointment(locale, { starts_at: at("11:00") }) }} />
        </State>
        <State name="The request is repeated" calls={[problem.away]} steps={[submit]}><Confirm {...confirm} /></State>
      </Group>
      <Group id="booking-refused" title="A booking is refused">
        <State name="The outcome is unknown" calls={fails()} steps={[submit]}><Confirm {...confirm} /></State>
        <State name="A limit of one person" calls={[refusal(409, "too-many-appointments", { limit: "open_per_doctor", most: 2 })]} steps={[submit]}><Confirm {...confirm} /></State>
        <State name="Too many requests" calls={[problem.wait]} steps={[submit]}><Confirm {...confirm} /></State>
      </Group>
      <Group id="booking-code" title="A booking needs a code">
        <State name="The code is being sent" calls={[]}><Confirm {...code} /></State>
        <State name="It is sent; it is too short" steps={[submit]}><Confirm {...code} draft={sent} /></State>
        <State name="It is wrong" calls={[refusal(422, "code-refused")]} steps={[write("#hold-code", "123456"), submit]}><Confirm {...code} draft={sent} /></State>
        <State name="It cannot be sent" calls={[refusal(422, "no-contact")]}><Confirm {...code} /></State>
      </Group>
    </>
  );
}

/** The first step, with a time that is not protected while Valkey is unreachable. */
function Unprotected() {
  const locale = useLocale();
  return (
    <div className="overflow-hidden px-4 sm:px-0">
      <HeldFlow chosen={chosenIn(locale)} account={account(locale)} />
    </div>
  );
}

function heldAnswers(locale: Locale) {
  const { wish } = chosenIn(locale);
  return [
    [["hold", wish.doctorId, wish.startsAt, wish.typeId, wish.mode, wish.moves, ids.patient], held(3000, { protected: false })],
    [patientsKey, { items: family(locale) }],
    [[...noticeKey, locale], notice(locale)],
    [["consents"], { items: [] }],
  ] as const;
}
