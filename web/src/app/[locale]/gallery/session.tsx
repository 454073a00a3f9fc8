import { useLocale } from "next-intl";

import { SetPassword } from "@/features/session/set-password";
import { SignIn } from "@/features/session/sign-in";
import { LinksOf } from "@/features/shell/account-links";

import { account } from "./account-data";
import { authenticatorUri, challenge, problem, recoveryCodes, refusal } from "./data";
import { Group, State } from "./frame";
import { press, submit, write } from "./steps";

const ROLES = ["patient", "doctor", "desk", "admin"] as const;
const address = [write("[name=email]", "ramesh@example.com"), submit];
const staff = [press(-1), write("[name=email]", "office@example.com")];
const password = [write("[type=password]", "secret"), submit];

/** The sign-in, the header's links of each account, and a password that is set by a mailed link. */
export function Session() {
  const locale = useLocale();
  const wrong = refusal(401, "wrong-credentials");
  return (
    <>
      <Group id="sign-in" title="Sign-in of patients">
        <State name="Empty"><SignIn /></State>
        <State name="No address" steps={[submit]}><SignIn /></State>
        <State name="The code is being sent" steps={address}><SignIn /></State>
        <State name="Too many codes" calls={[problem.wait]} steps={address}><SignIn /></State>
        <State name="No connection" calls={[problem.offline]} steps={address}><SignIn /></State>
        <State name="The code is sent" calls={[challenge]} steps={address}><SignIn /></State>
        <State name="The code is wrong" calls={[challenge, refusal(401, "wrong-code")]} steps={[...address, write("[name=code]", "123456"), submit]}><SignIn /></State>
      </Group>
      <Group id="sign-in-staff" title="Sign-in of staff">
        <State name="Entries are missing" steps={[press(-1), submit]}><SignIn /></State>
        <State name="The password is wrong" calls={[wrong]} steps={[...staff, ...password]}><SignIn /></State>
        <State name="Only recovery is possible" calls={[refusal(403, "recovery-only")]} steps={[...staff, ...password]}><SignIn /></State>
        <State name="A link is sent" calls={[undefined]} steps={[...staff, press(-2)]}><SignIn /></State>
        {ROLES.map((role) => (
          <State key={role} name={`Links in the header: ${role}`}><div className="flex flex-wrap"><LinksOf account={account(locale, { role })} /></div></State>
        ))}
      </Group>
      <Group id="set-password" title="A password is set">
        <State name="It is missing" steps={[submit]}><SetPassword /></State>
        <State name="It is too weak" calls={[refusal(422, "weak-password")]} steps={password}><SetPassword /></State>
        <State name="The code of the authenticator is wrong" calls={[wrong]} steps={password}><SetPassword /></State>
        <State name="The link is used or too old" calls={[refusal(403, "link-refused")]} steps={password}><SetPassword /></State>
        <State name="It is set" calls={[{ totp_uri: null, recovery_codes: [] }]} steps={password}><SetPassword /></State>
        <State name="It is set, with an authenticator" calls={[{ totp_uri: authenticatorUri, recovery_codes: recoveryCodes }]} steps={password}><SetPassword /></State>
      </Group>
    </>
  );
}
