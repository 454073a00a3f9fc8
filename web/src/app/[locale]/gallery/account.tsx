import { useLocale } from "next-intl";

import { Authenticator } from "@/features/account/authenticator";
import { Closing } from "@/features/account/closing";
import { ClosingFacts } from "@/features/account/closing-facts";
import { Consents } from "@/features/account/consents";
import { Copy } from "@/features/account/copy";
import { Email } from "@/features/account/email";
import { Family } from "@/features/account/family";
import { NewRecoveryCodes } from "@/features/account/new-recovery-codes";
import { Passkeys } from "@/features/account/passkeys";
import { Password } from "@/features/account/password";
import { Preferences } from "@/features/account/preferences";
import { Sessions } from "@/features/account/sessions";
import { SigningOut } from "@/features/account/signing-out";
import { StepUp } from "@/session/step-up";

import { account, consents, notice } from "./account-data";
import { appointment, authenticatorUri, challenge, family, passkeys, problem, recoveryCodes, refusal, refusalOf, sessions, ZONE } from "./data";
import { DialogState, DialogStates, Group, State } from "./frame";
import { press, submit, write } from "./steps";

const pendingFactor = { pending: "pending", totp_uri: authenticatorUri };
const wrongPassword = refusal(401, "wrong-credentials");

/** A patient's account page. */
export function Account() {
  const locale = useLocale();
  const own = account(locale);
  const members = family(locale);
  const copy = (error: Error) => ({ "/v1/me/export": error });
  return (
    <>
      <Group id="account" title="Account">
        <State name="No passkeys"><Passkeys passkeys={[]} zone={ZONE} /></State>
        <State name="Passkeys"><Passkeys passkeys={passkeys} zone={ZONE} /></State>
        <State name="Sessions"><Sessions sessions={sessions} zone={ZONE} /></State>
        <State name="A session cannot be ended" calls={[problem.away]} steps={[press(0)]}><Sessions sessions={sessions.slice(0, 2)} zone={ZONE} /></State>
        <State name="Family"><Family patients={members} /></State>
        <State name="A family member is changed" steps={[press(1)]}><Family patients={members.slice(0, 2)} /></State>
        <State name="A family member is added; entries are missing" steps={[press(-1), press(-2)]}><Family patients={members.slice(0, 1)} /></State>
        <DialogStates>
          <DialogState name="family-remove" steps={[press(2)]}><Family patients={members} /></DialogState>
          <DialogState name="family-has-visits" calls={[refusal(409, "patient-has-visits")]} steps={[press(2), press(1)]}><Family patients={members} /></DialogState>
        </DialogStates>
      </Group>
      <Group id="account-changes" title="Changes of an account">
        <State name="Name, language, time zone"><Preferences account={own} /></State>
        <State name="The device's time zone differs; the name is missing" steps={[write("input", ""), submit]}>
          <Preferences account={{ ...own, time_zone: "America/New_York" }} />
        </State>
        <State name="E-mail address"><Email account={own} /></State>
        <State name="A new address that is wrong" steps={[press(0), submit]}><Email account={own} /></State>
        <State name="Codes are sent; one is wrong" calls={[challenge, refusalOf("present_code")]} steps={newAddress(true)}><Email account={own} /></State>
        <State name="Staff: another account has the address" calls={[challenge, refusal(409, "address-taken")]} steps={newAddress(false)}>
          <Email account={{ ...own, role: "doctor" }} />
        </State>
      </Group>
      <Group id="account-data" title="Consent, data and signing out">
        <State name="Consent was never given"><Consents notice={notice(locale)} zone={ZONE} consents={[]} /></State>
        <State name="Given"><Consents notice={notice(locale)} zone={ZONE} consents={consents.given} /></State>
        <State name="Withdrawn; the notice is open; the choice could not be recorded" calls={[problem.away]} steps={[press("summary"), press(0)]}>
          <Consents notice={notice(locale)} zone={ZONE} consents={consents.withdrawn} />
        </State>
        <State name="A copy of the data"><Copy account={own} /></State>
        <State name="It cannot be made" reads={copy(problem.away)} steps={[press(0)]}><Copy account={own} /></State>
        <State name="It needs a code" reads={copy(refusal(403, "step-up-required"))} calls={[challenge]} steps={[press(0), press(0)]}><Copy account={own} /></State>
        <State name="Staff sign in again" reads={copy(refusal(403, "step-up-required"))} steps={[press(0)]}><Copy account={{ ...own, role: "admin" }} /></State>
        <State name="Signing out"><SigningOut /></State>
        <State name="It is pending" steps={[press(0)]}><SigningOut /></State>
        <State name="It failed" calls={[problem.away]} steps={[press(0)]}><SigningOut /></State>
      </Group>
      <Group id="account-closing" title="An account is closed">
        <State name="With a visit"><div className="grid gap-6"><ClosingFacts visits={[appointment(locale)]} hasMore /></div></State>
        <State name="Before the code"><Closing contact="ramesh@example.com" /></State>
        <State name="The code is too short" calls={[challenge]} steps={[press(0), submit]}><Closing contact="ramesh@example.com" /></State>
        <State name="The code is wrong" calls={[challenge, refusal(422, "wrong-code")]} steps={withCode(press(0))}><Closing contact="ramesh@example.com" /></State>
        <State name="The account is closed" calls={[challenge, undefined]} steps={withCode(press(0))}><Closing contact="ramesh@example.com" /></State>
      </Group>
      <Group id="account-security" title="Password and security of staff">
        <State name="Password; entries are missing" steps={[submit]}><Password /></State>
        <State name="The present password is wrong" calls={[wrongPassword]} steps={newPassword}><Password /></State>
        <State name="The new password is too weak" calls={[refusalOf("password")]} steps={newPassword}><Password /></State>
        <State name="Authenticator"><Authenticator /></State>
        <State name="A new authenticator; its code is wrong" calls={[pendingFactor, wrongPassword]} steps={withCode(press(0))}><Authenticator /></State>
        <State name="It is replaced" calls={[pendingFactor, { recovery_codes: recoveryCodes }]} steps={withCode(press(0))}><Authenticator /></State>
        <State name="Recovery codes"><NewRecoveryCodes /></State>
        <State name="New recovery codes" calls={[{ recovery_codes: recoveryCodes }]} steps={[press(0)]}><NewRecoveryCodes /></State>
        <State name="They could not be made" calls={[problem.away]} steps={[press(0)]}><NewRecoveryCodes /></State>
        <DialogStates>
          <DialogState name="passkey-add" steps={[press(-1), submit]}><Passkeys passkeys={[]} zone={ZONE} /></DialogState>
          <DialogState name="passkey-rename" steps={[press(0)]}><Passkeys passkeys={passkeys} zone={ZONE} /></DialogState>
          <DialogState name="passkey-remove" calls={[problem.offline]} steps={[press(1), press(1)]}><Passkeys passkeys={passkeys} zone={ZONE} /></DialogState>
          <DialogState name="step-up" calls={[refusal(403, "step-up-required"), wrongPassword]} steps={[press(0), write("[type=password]", "secret"), submit]}>
            <Sessions sessions={sessions.slice(1)} zone={ZONE} />
            <StepUp />
          </DialogState>
        </DialogStates>
      </Group>
    </>
  );
}

const newPassword = [write("[autocomplete=current-password]", "one"), write("[autocomplete=new-password]", "two"), submit];

function withCode(begin: ReturnType<typeof press>) {
  return [begin, write("input", "123456"), submit];
}

function newAddress(isPatient: boolean) {
  const codes = [write("input", "123456"), ...(isPatient ? [write("input", "123456", 1)] : []), submit];
  return [press(0), write("input", "new@example.com"), submit, ...codes];
}
