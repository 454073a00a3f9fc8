import { useLocale } from "next-intl";

import { Family } from "@/features/account/family";
import { Passkeys } from "@/features/account/passkeys";
import { Sessions } from "@/features/account/sessions";

import { family, passkeys, sessions, ZONE } from "./data";
import { Group, State } from "./frame";

/** The account page's lists. */
export function Account() {
  return (
    <Group id="account" title="Account">
      <State name="No passkeys"><Passkeys passkeys={[]} zone={ZONE} /></State>
      <State name="Passkeys"><Passkeys passkeys={passkeys} zone={ZONE} /></State>
      <State name="Sessions"><Sessions sessions={sessions} zone={ZONE} /></State>
      <State name="Family"><Family patients={family(useLocale())} /></State>
    </Group>
  );
}
